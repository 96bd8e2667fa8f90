//! Seats of study groups when the catalogue changes.

use api::{GroupSeats, Seat};
use server::applications::replay::verify_all;
use server::platform::store::StoreError;

use crate::databases::Database;
use crate::people::{add_group, keys, person_with_account, programme, submit_application};

#[tokio::test]
async fn added_seats_go_to_the_waiting_list_first() {
    for database in Database::all().await {
        let store = database.store().await;
        let place = async |name: &str| {
            let person = person_with_account(&store, name).await;
            submit_application(&store, &person, "g-1", 0).await.application.seat
        };
        add_group(&store, "g-1", 1).await;
        assert_eq!(place("Anna Ozola").await, Seat::Held);
        // Seats added to an empty waiting list are free.
        add_group(&store, "g-1", 2).await;
        assert_eq!(store.free_seats(None).await.unwrap(), [GroupSeats { group: "g-1".into(), free: 1, waiting: 0 }]);
        assert_eq!(place("Toms Kalns").await, Seat::Held);
        assert_eq!(place("Ilze Liepa").await, Seat::Waiting { number: 1 });
        add_group(&store, "g-1", 4).await;
        assert_eq!(store.free_seats(None).await.unwrap(), [GroupSeats { group: "g-1".into(), free: 0, waiting: 1 }]);
        assert_eq!(place("Dace Egle").await, Seat::Waiting { number: 2 });
        assert_eq!(verify_all(&store, &keys()).await.unwrap().differences, []);
    }
}

#[tokio::test]
async fn catalogue_with_fewer_seats_than_held_names_the_group() {
    for database in Database::all().await {
        let store = database.store().await;
        add_group(&store, "g-1", 2).await;
        for _ in 0..2 {
            let person = person_with_account(&store, "Anna Ozola").await;
            submit_application(&store, &person, "g-1", 0).await;
        }
        let error = store.put_groups(&[programme("g-1", 1)]).await.unwrap_err();
        assert!(matches!(&error, StoreError::SeatsHeld { group, seats: 1, held: 2 } if group == "g-1"), "{error}");
        store.put_groups(&[programme("g-1", 2)]).await.unwrap();
    }
}
