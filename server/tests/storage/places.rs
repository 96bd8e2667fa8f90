//! Places of study groups, as the catalogue changes.

use api::{GroupSeats, Seat};
use server::applications::replay::verify_all;

use crate::databases::Database;
use crate::people::{applies, arrives, keys, opens_a_group};

#[tokio::test]
async fn places_added_to_a_group_are_for_those_who_wait_and_not_for_newcomers() {
    for database in Database::all().await {
        let store = database.store().await;
        let place = async |name: &str| {
            let person = arrives(&store, name).await;
            applies(&store, &person, "g-1", 0).await.application.seat
        };
        opens_a_group(&store, "g-1", 1).await;
        assert_eq!(place("Anna Ozola").await, Seat::Held);
        // More places while nobody waits are free.
        opens_a_group(&store, "g-1", 2).await;
        assert_eq!(store.free_seats(None).await.unwrap(), [GroupSeats { group: "g-1".into(), free: 1, waiting: 0 }]);
        assert_eq!(place("Toms Kalns").await, Seat::Held);
        assert_eq!(place("Ilze Liepa").await, Seat::Waiting { number: 1 });
        opens_a_group(&store, "g-1", 4).await;
        assert_eq!(store.free_seats(None).await.unwrap(), [GroupSeats { group: "g-1".into(), free: 0, waiting: 1 }]);
        assert_eq!(place("Dace Egle").await, Seat::Waiting { number: 2 });
        assert_eq!(verify_all(&store, &keys()).await.unwrap().differences, []);
    }
}
