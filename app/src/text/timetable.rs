//! Sentences about lessons: days, times and a short form for an offer.

use rules::language::Language;
use rules::programme::StudyGroup;
use rules::programme::timetable::{Lesson, TimeOfDay, Weekday};
use ui::text::format::{Case, day};
use ui::text::plural::{amount, count_en};

/// Lessons that start at this hour or later are in the evening.
const EVENING: u16 = 17;

/// Time of day: `18.00`, `18:00`.
pub fn time(language: Language, time: TimeOfDay) -> String {
    let separator = match language {
        Language::Lv => '.',
        Language::En => ':',
    };
    format!("{}{separator}{:02}", time.hour(), time.minute())
}

/// Times of a lesson: `18.00–20.15`.
pub fn times(language: Language, lesson: &Lesson) -> String {
    format!("{}–{}", time(language, lesson.starts_at), time(language, lesson.ends_at))
}

/// Days of a lesson as the beginning of a line: `Otrdienās un ceturtdienās`, `3. oktobrī un 31. oktobrī`.
pub fn days(language: Language, lesson: &Lesson) -> String {
    let weekdays = lesson.days.iter().map(|weekday| on_weekday(language, *weekday).to_owned());
    let dates = lesson.dates.iter().map(|date| day(language, *date, Case::Locative));
    capitalised(&listed(language, &weekdays.chain(dates).collect::<Vec<_>>()))
}

/// Lessons of a study group in a few words: `otrdienu un ceturtdienu vakaros, 4 dienas klātienē`; `None` without a
/// timetable. `is_mixed` is whether the programme has lessons of both kinds, so that those on site are counted.
pub fn in_short(language: Language, group: &StudyGroup, is_mixed: bool) -> Option<String> {
    let weekly = group.timetable.iter().filter(|lesson| !lesson.days.is_empty()).map(|lesson| weekly(language, lesson));
    let dated = group.timetable.iter().filter(|lesson| lesson.days.is_empty() && (lesson.on_site || !is_mixed));
    let on_dates = dated.map(|lesson| lesson.dates.len()).sum::<usize>();
    let single = (on_dates > 0).then(|| single_days(language, amount(on_dates), is_mixed));
    let parts: Vec<String> = weekly.chain(single).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// `otrdienu un ceturtdienu vakaros`, `sestdienās`.
fn weekly(language: Language, lesson: &Lesson) -> String {
    let names = |name: fn(Language, Weekday) -> &'static str| -> Vec<String> {
        lesson.days.iter().map(|weekday| name(language, *weekday).to_owned()).collect()
    };
    match (language, lesson.starts_at.hour() >= EVENING) {
        (Language::Lv, true) => format!("{} vakaros", listed(language, &names(of_weekday))),
        (Language::En, true) => format!("{} evenings", listed(language, &names(of_weekday))),
        (Language::Lv, false) => listed(language, &names(on_weekday)),
        (Language::En, false) => format!("on {}", listed(language, &names(on_weekday))),
    }
}

/// `4 dienas klātienē`, `4 dienas`.
fn single_days(language: Language, count: u32, on_site: bool) -> String {
    let days = match language {
        Language::Lv => ui::text::plural::days(language, count),
        Language::En => count_en(count, "day", "days"),
    };
    match (language, on_site) {
        (_, false) => days,
        (Language::Lv, true) => format!("{days} klātienē"),
        (Language::En, true) => format!("{days} on site"),
    }
}

/// Weekdays when lessons are: `otrdienās`, `Tuesdays`.
const fn on_weekday(language: Language, weekday: Weekday) -> &'static str {
    match (language, weekday) {
        (Language::Lv, Weekday::Monday) => "pirmdienās",
        (Language::Lv, Weekday::Tuesday) => "otrdienās",
        (Language::Lv, Weekday::Wednesday) => "trešdienās",
        (Language::Lv, Weekday::Thursday) => "ceturtdienās",
        (Language::Lv, Weekday::Friday) => "piektdienās",
        (Language::Lv, Weekday::Saturday) => "sestdienās",
        (Language::Lv, Weekday::Sunday) => "svētdienās",
        (Language::En, Weekday::Monday) => "Mondays",
        (Language::En, Weekday::Tuesday) => "Tuesdays",
        (Language::En, Weekday::Wednesday) => "Wednesdays",
        (Language::En, Weekday::Thursday) => "Thursdays",
        (Language::En, Weekday::Friday) => "Fridays",
        (Language::En, Weekday::Saturday) => "Saturdays",
        (Language::En, Weekday::Sunday) => "Sundays",
    }
}

/// Weekdays before "vakaros" and "evenings": `otrdienu`, `Tuesday`.
const fn of_weekday(language: Language, weekday: Weekday) -> &'static str {
    match (language, weekday) {
        (Language::Lv, Weekday::Monday) => "pirmdienu",
        (Language::Lv, Weekday::Tuesday) => "otrdienu",
        (Language::Lv, Weekday::Wednesday) => "trešdienu",
        (Language::Lv, Weekday::Thursday) => "ceturtdienu",
        (Language::Lv, Weekday::Friday) => "piektdienu",
        (Language::Lv, Weekday::Saturday) => "sestdienu",
        (Language::Lv, Weekday::Sunday) => "svētdienu",
        (Language::En, Weekday::Monday) => "Monday",
        (Language::En, Weekday::Tuesday) => "Tuesday",
        (Language::En, Weekday::Wednesday) => "Wednesday",
        (Language::En, Weekday::Thursday) => "Thursday",
        (Language::En, Weekday::Friday) => "Friday",
        (Language::En, Weekday::Saturday) => "Saturday",
        (Language::En, Weekday::Sunday) => "Sunday",
    }
}

/// `a`, `a un b`, `a, b un c`.
fn listed(language: Language, items: &[String]) -> String {
    let and = match language {
        Language::Lv => " un ",
        Language::En => " and ",
    };
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{}{and}{last}", first.join(", ")),
    }
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn group(timetable: &serde_json::Value) -> StudyGroup {
        let value = serde_json::json!({
            "id": "g-1", "starts_on": "2025-09-09", "ends_on": "2025-12-12", "seats": 8, "timetable": timetable,
        });
        serde_json::from_value(value).unwrap()
    }

    fn evenings() -> serde_json::Value {
        serde_json::json!({ "days": ["tuesday", "thursday"], "starts_at": "18:00", "ends_at": "20:15" })
    }

    fn fridays() -> serde_json::Value {
        serde_json::json!({
            "dates": ["2025-10-03", "2025-10-31", "2025-11-28"], "starts_at": "10:00", "ends_at": "15:15",
            "on_site": true,
        })
    }

    #[test]
    fn lessons_read_as_days_and_times() {
        let group = group(&serde_json::json!([evenings(), fridays()]));
        let read = |language, at: usize| {
            let lesson = &group.timetable[at];
            format!("{} {}", days(language, lesson), times(language, lesson)).replace('\u{a0}', " ")
        };
        assert_eq!(read(Language::Lv, 0), "Otrdienās un ceturtdienās 18.00–20.15");
        assert_eq!(read(Language::En, 0), "Tuesdays and Thursdays 18:00–20:15");
        assert_eq!(read(Language::Lv, 1), "3. oktobrī, 31. oktobrī un 28. novembrī 10.00–15.15");
        assert_eq!(read(Language::En, 1), "3 October, 31 October and 28 November 10:00–15:15");
    }

    #[test]
    fn short_form_names_evenings_and_counts_days_on_site() {
        let short = |language, timetable, is_mixed| {
            in_short(language, &group(&timetable), is_mixed).map(|text| text.replace('\u{a0}', " "))
        };
        let both = || serde_json::json!([evenings(), fridays()]);
        let evening = Some("otrdienu un ceturtdienu vakaros, 3 dienas klātienē".to_owned());
        assert_eq!(short(Language::Lv, both(), true), evening);
        let evening = Some("Tuesday and Thursday evenings, 3 days on site".to_owned());
        assert_eq!(short(Language::En, both(), true), evening);
        let day = serde_json::json!([{ "days": ["saturday"], "starts_at": "10:00", "ends_at": "15:15" }]);
        assert_eq!(short(Language::Lv, day.clone(), false), Some("sestdienās".to_owned()));
        assert_eq!(short(Language::En, day, false), Some("on Saturdays".to_owned()));
        assert_eq!(short(Language::Lv, serde_json::json!([fridays()]), false), Some("3 dienas".to_owned()));
        assert_eq!(short(Language::Lv, serde_json::json!([]), true), None);
    }
}
