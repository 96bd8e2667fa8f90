//! Fields of a programme that no condition of the call reads: topic, one-line summary, timetable, venue and website.
#![cfg(test)]

use rules::catalogue::{Catalogue, RowError};
use rules::programme::kind::StudyMode;
use rules::programme::timetable::{Lesson, TimeOfDay, Weekday};
use rules::programme::topic::Topic;
use rules::programme::venue::{Venue, website_host};
use rules::programme::{Programme, ProgrammeError, ProviderError, SHORT_SUMMARY_LENGTH, TextField, check};
use serde_json::{Value, json};

mod support;
use support::calls::june;
use support::day;
use support::offers::{group, programme, text};

fn lesson() -> Lesson {
    let time = |text: &str| text.parse().unwrap();
    Lesson {
        days: vec![Weekday::Tuesday, Weekday::Thursday],
        dates: vec![],
        starts_at: time("18:00"),
        ends_at: time("20:15"),
        on_site: false,
    }
}

fn with(mode: StudyMode, timetable: Vec<Lesson>) -> Programme {
    let mut programme = Programme { mode, ..programme() };
    programme.place = mode.needs_place().then(|| "Rīga".into());
    programme.groups[1].timetable = timetable;
    programme
}

fn errors(mode: StudyMode, lesson: Lesson) -> Vec<ProgrammeError> {
    check(&with(mode, vec![lesson]), &june())
}

#[test]
fn lessons_are_weekly_or_on_dates_of_the_group() {
    let remote = StudyMode::Remote;
    let days = |days: &[Weekday], dates: &[&str]| Lesson {
        days: days.to_vec(),
        dates: dates.iter().map(|date| day(date)).collect(),
        ..lesson()
    };
    assert_eq!(errors(remote, lesson()), []);
    assert_eq!(errors(remote, days(&[], &["2025-09-01", "2025-12-15"])), []);
    let wrong = [ProgrammeError::LessonDays { group: "g-2".into() }];
    assert_eq!(errors(remote, days(&[], &[])), wrong);
    assert_eq!(errors(remote, days(&[Weekday::Friday], &["2025-09-05"])), wrong);
    assert_eq!(errors(remote, days(&[Weekday::Friday, Weekday::Friday], &[])), wrong);
    assert_eq!(errors(remote, days(&[], &["2025-09-05", "2025-09-05"])), wrong);
    for date in ["2025-08-31", "2025-12-16"] {
        let outside = ProgrammeError::LessonOutsideGroup { group: "g-2".into(), date: day(date) };
        assert_eq!(errors(remote, days(&[], &["2025-09-05", date])), [outside]);
    }
}

#[test]
fn lesson_ends_after_it_starts_and_fits_the_study_mode() {
    let ends_at = |end: &str| Lesson { ends_at: end.parse().unwrap(), ..lesson() };
    assert_eq!(errors(StudyMode::Remote, ends_at("18:01")), []);
    for end in ["18:00", "17:59"] {
        let early = ProgrammeError::LessonEndsBeforeStart { group: "g-2".into() };
        assert_eq!(errors(StudyMode::Remote, ends_at(end)), [early]);
    }
    let misfit = [ProgrammeError::LessonMode { group: "g-2".into() }];
    for (mode, on_site, expected) in [
        (StudyMode::Remote, false, &[][..]),
        (StudyMode::Remote, true, &misfit),
        (StudyMode::InPerson, true, &[]),
        (StudyMode::InPerson, false, &misfit),
        (StudyMode::PartlyRemote, true, &[]),
        (StudyMode::PartlyRemote, false, &[]),
    ] {
        assert_eq!(errors(mode, Lesson { on_site, ..lesson() }), expected, "{mode:?}, on site: {on_site}");
    }
}

#[test]
fn time_of_day_has_two_digits_each() {
    for text in ["00:00", "09:05", "18:00", "23:59"] {
        assert_eq!(text.parse::<TimeOfDay>().unwrap().to_string(), text);
        assert_eq!(serde_json::to_value(text.parse::<TimeOfDay>().unwrap()).unwrap(), json!(text));
    }
    for text in ["", ":", "9:00", "09:5", "24:00", "12:60", "12.30", "+1:00", "12:30:00", "１2:30"] {
        assert!(text.parse::<TimeOfDay>().is_err(), "{text}");
        assert!(serde_json::from_value::<TimeOfDay>(json!(text)).is_err(), "{text}");
    }
}

#[test]
fn venue_is_for_training_on_site_and_is_complete() {
    let at = |mode: StudyMode, address: &str, access| Programme {
        venue: Some(Venue { address: address.into(), access }),
        ..with(mode, vec![])
    };
    let access = || Some(text("Ēkā ir lifts.", "The building has a lift."));
    assert_eq!(check(&at(StudyMode::InPerson, "Parauga iela 12", access()), &june()), []);
    assert_eq!(check(&at(StudyMode::PartlyRemote, "Parauga iela 12", None), &june()), []);
    let remote = check(&at(StudyMode::Remote, "Parauga iela 12", None), &june());
    assert_eq!(remote, [ProgrammeError::VenueNotAllowed]);
    let missing = [ProgrammeError::TextMissing { field: TextField::Venue }];
    assert_eq!(check(&at(StudyMode::InPerson, " ", access()), &june()), missing);
    assert_eq!(check(&at(StudyMode::InPerson, "Parauga iela 12", Some(text("Ir lifts.", ""))), &june()), missing);
}

#[test]
fn short_summary_has_both_languages_and_one_line() {
    let short = |lv: &str, en: &str| check(&Programme { short_summary: Some(text(lv, en)), ..programme() }, &june());
    let (longest, longer) = ("ā".repeat(SHORT_SUMMARY_LENGTH), "ā".repeat(SHORT_SUMMARY_LENGTH + 1));
    assert_eq!(short(&longest, &longest), []);
    let too_long = [ProgrammeError::TextTooLong { field: TextField::ShortSummary, characters: SHORT_SUMMARY_LENGTH }];
    assert_eq!(short(&longer, "Short"), too_long);
    assert_eq!(short("Īss", &longer), too_long);
    assert_eq!(short("Īss", " "), [ProgrammeError::TextMissing { field: TextField::ShortSummary }]);
}

#[test]
fn website_is_a_plain_https_address() {
    for (website, host) in [
        ("https://skola.example", "skola.example"),
        ("https://www.skola.example/kursi?q=1", "www.skola.example"),
        ("https://xn--koledža-example.example".replace('ž', "z").as_str(), "xn--koledza-example.example"),
    ] {
        assert_eq!(website_host(website), Some(host), "{website}");
    }
    for website in [
        "",
        "skola.example",
        "http://skola.example",
        "javascript:alert(1)",
        "https://",
        "https://skola",
        "https://user@skola.example",
        "https://skola.example:8443",
        "https://.example",
        "https://-a.example",
        "https://skola.example/a b",
        "https://skola.example/\"onclick=",
        "https://skola.example/<b>",
        "HTTPS://skola.example",
    ] {
        assert_eq!(website_host(website), None, "{website:?}");
    }
}

/// A catalogue file with one provider and its programmes, as their providers write it.
fn file(provider: &Value, programmes: &[Value]) -> String {
    json!({ "providers": [provider], "programmes": programmes }).to_string()
}

fn provider(website: Option<&str>) -> Value {
    let mut provider = json!({
        "id": "provider-1", "name": "Paraugskola", "place": "Rīga", "email": "a@b.example", "phone": "+37160000000",
    });
    if let Some(website) = website {
        provider["website"] = json!(website);
    }
    provider
}

#[test]
fn files_without_the_new_fields_load_and_stay_the_same() {
    let old = serde_json::to_value(Programme { groups: vec![group("g-1")], ..programme() }).unwrap();
    for field in ["topic", "short_summary", "venue", "website"] {
        assert!(old.get(field).is_none(), "an absent {field} is not written");
    }
    let (catalogue, rejected) = Catalogue::parse(&file(&provider(None), std::slice::from_ref(&old)), &june()).unwrap();
    assert_eq!(rejected, []);
    assert_eq!(serde_json::to_value(&catalogue.programmes[0]).unwrap(), old);
    assert_eq!(serde_json::to_value(&catalogue.providers[0]).unwrap(), provider(None));
}

#[test]
fn every_new_field_round_trips() {
    let mut programme = with(StudyMode::PartlyRemote, vec![lesson(), Lesson { on_site: true, ..lesson() }]);
    programme.topic = Some(Topic::Data);
    programme.short_summary = Some(text("Īss.", "Short."));
    programme.venue = Some(Venue { address: "Parauga iela 12".into(), access: None });
    let written = serde_json::to_value(&programme).unwrap();
    assert_eq!(written["topic"], json!("data"));
    assert_eq!(written["groups"][1]["timetable"][0]["days"], json!(["tuesday", "thursday"]));
    assert_eq!(written["groups"][1]["timetable"][0]["starts_at"], json!("18:00"));
    let provider = provider(Some("https://skola.example"));
    let (catalogue, rejected) = Catalogue::parse(&file(&provider, &[written]), &june()).unwrap();
    assert_eq!((rejected, &catalogue.programmes[0]), (vec![], &programme));
    assert_eq!(serde_json::to_value(&catalogue.providers[0]).unwrap(), provider);
}

#[test]
fn provider_with_a_bad_website_is_reported_and_left_out() {
    let programme = serde_json::to_value(programme()).unwrap();
    let bad = file(&provider(Some("javascript:alert(1)")), &[programme]);
    let (catalogue, rejected) = Catalogue::parse(&bad, &june()).unwrap();
    assert!(catalogue.providers.is_empty() && catalogue.programmes.is_empty());
    let website = ProviderError::BadWebsite { website: "javascript:alert(1)".into() };
    assert_eq!(rejected[0].reasons, [RowError::Provider(website)]);
    assert_eq!(rejected[1].reasons, [RowError::UnknownProvider("provider-1".into())]);
    let code = serde_json::to_value(ProviderError::BadWebsite { website: "x".into() }).unwrap();
    assert_eq!(code, json!({ "problem": "bad_website", "website": "x" }));
}

#[test]
fn unknown_topics_days_and_fields_are_rejected() {
    let valid = serde_json::to_value(with(StudyMode::Remote, vec![lesson()])).unwrap();
    for (pointer, value, named) in [
        ("/topic", json!("astrology"), "astrology"),
        ("/groups/1/timetable/0/days/0", json!("funday"), "funday"),
        ("/groups/1/timetable/0/ends_at", json!("25:00"), "time of day"),
        ("/groups/1/timetable/0/room", json!("12"), "room"),
        ("/venue", json!({ "address": "Parauga iela 12", "map": "x" }), "map"),
    ] {
        let mut wrong = valid.clone();
        let (parent, field) = pointer.rsplit_once('/').unwrap();
        match wrong.pointer_mut(parent).unwrap() {
            Value::Array(values) => values[field.parse::<usize>().unwrap()] = value,
            parent => parent[field] = value,
        }
        let (catalogue, rejected) = Catalogue::parse(&file(&provider(None), &[wrong]), &june()).unwrap();
        assert!(catalogue.programmes.is_empty(), "{pointer}");
        let [RowError::Unreadable(reason)] = &rejected[0].reasons[..] else { panic!("{pointer}: {rejected:?}") };
        assert!(reason.contains(named), "{pointer}: {reason}");
    }
}

#[test]
fn name_of_a_topic_is_its_json() {
    for topic in Topic::ALL {
        assert_eq!(serde_json::to_value(topic).unwrap(), json!(topic.name()));
    }
}
