//! Calendar file (RFC 5545) with a reminder of the first day of the window.

use chrono::{DateTime, Days, NaiveDate, Utc};

/// Calendar entry.
pub struct Reminder<'a> {
    /// The day.
    pub day: NaiveDate,
    /// Summary in one line.
    pub summary: &'a str,
    /// Description.
    pub description: &'a str,
    /// URL of the page where the person goes on.
    pub url: &'a str,
    /// Creation time of the file.
    pub stamp: DateTime<Utc>,
}

/// The file as a data URL, so that nothing needs to be released after the download.
pub fn data_url(reminder: &Reminder<'_>) -> String {
    let encoded: String = reminder.to_text().bytes().map(|byte| format!("%{byte:02X}")).collect();
    format!("data:text/calendar;charset=utf-8,{encoded}")
}

impl Reminder<'_> {
    /// The file: one all-day event with an alarm at nine in the morning.
    fn to_text(&self) -> String {
        let next = self.day.checked_add_days(Days::new(1)).unwrap_or(self.day);
        let lines = [
            "BEGIN:VCALENDAR".to_owned(),
            "VERSION:2.0".to_owned(),
            "PRODID:-//stars.gov.lv//IMK//LV".to_owned(),
            "BEGIN:VEVENT".to_owned(),
            format!("UID:imk-apply-{}@stars.gov.lv", self.day),
            format!("DTSTAMP:{}", self.stamp.format("%Y%m%dT%H%M%SZ")),
            format!("DTSTART;VALUE=DATE:{}", self.day.format("%Y%m%d")),
            format!("DTEND;VALUE=DATE:{}", next.format("%Y%m%d")),
            format!("SUMMARY:{}", escaped(self.summary)),
            format!("DESCRIPTION:{}", escaped(self.description)),
            format!("URL:{}", self.url),
            "TRANSP:TRANSPARENT".to_owned(),
            "BEGIN:VALARM".to_owned(),
            "ACTION:DISPLAY".to_owned(),
            format!("DESCRIPTION:{}", escaped(self.summary)),
            "TRIGGER:PT9H".to_owned(),
            "END:VALARM".to_owned(),
            "END:VEVENT".to_owned(),
            "END:VCALENDAR".to_owned(),
        ];
        lines.iter().map(|line| folded(line)).collect()
    }
}

/// Escapes a text (RFC 5545, 3.3.11).
fn escaped(text: &str) -> String {
    let text = text.replace('\u{a0}', " ");
    text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace('\n', "\\n")
}

/// Folds lines at 75 bytes; a continuation begins with a space (RFC 5545, 3.1). No character is split.
fn folded(line: &str) -> String {
    const BYTES: usize = 75;
    let (mut out, mut width) = (String::with_capacity(line.len() + 8), 0);
    for letter in line.chars() {
        if width + letter.len_utf8() > BYTES {
            out.push_str("\r\n ");
            width = 1;
        }
        out.push(letter);
        width += letter.len_utf8();
    }
    out.push_str("\r\n");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_has_one_event_on_the_day() {
        let reminder = Reminder {
            day: NaiveDate::from_ymd_opt(2025, 6, 15).unwrap(),
            summary: "Piesakies",
            description: "No šīs dienas; līdz 20.\u{a0}jūnijam, ieskaitot.",
            url: "https://stars.gov.lv/programmas",
            stamp: "2025-06-10T09:00:00Z".parse().unwrap(),
        };
        let text = reminder.to_text();
        for line in [
            "UID:imk-apply-2025-06-15@stars.gov.lv\r\n",
            "DTSTAMP:20250610T090000Z\r\n",
            "DTSTART;VALUE=DATE:20250615\r\nDTEND;VALUE=DATE:20250616\r\n",
            "DESCRIPTION:No šīs dienas\\; līdz 20. jūnijam\\, ieskaitot.\r\n",
            "URL:https://stars.gov.lv/programmas\r\n",
        ] {
            assert!(text.contains(line), "{line} in {text}");
        }
        assert!(text.lines().all(|line| line.len() <= 75));
        assert!(data_url(&reminder).starts_with("data:text/calendar;charset=utf-8,%42%45%47%49%4E"));
    }

    #[test]
    fn long_lines_are_folded_between_letters() {
        let folded = folded(&"ā".repeat(60));
        assert!(folded.split("\r\n").all(|line| line.len() <= 75), "{folded}");
        assert_eq!(folded.replace("\r\n ", "").trim_end(), "ā".repeat(60));
    }
}
