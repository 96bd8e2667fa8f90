//! Plural categories. Latvian has three (Unicode CLDR 48, `lv`), English two.

use rules::language::Language;

/// Returns a length as the number of a sentence; the largest number for a length above it.
pub fn amount(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// Plural forms of a Latvian noun.
#[derive(Clone, Copy, Debug)]
pub struct Forms {
    /// Form after 0, 10 to 20, 30, 40 … and numbers that end in 11 to 19: "10 programmu".
    pub zero: &'static str,
    /// Form after 1, 21, 31 … 101, but not 11: "21 programma".
    pub one: &'static str,
    /// Form after all other numbers: "4 programmas".
    pub other: &'static str,
}

impl Forms {
    /// Returns the form that follows a number.
    ///
    /// ```
    /// use ui::text::plural::Forms;
    /// let programmes = Forms { zero: "programmu", one: "programma", other: "programmas" };
    /// assert_eq!(programmes.after(11), "programmu");
    /// assert_eq!(programmes.after(21), "programma");
    /// assert_eq!(programmes.after(22), "programmas");
    /// ```
    pub const fn after(self, count: u32) -> &'static str {
        match (count % 10, count % 100) {
            (0, _) | (_, 11..=19) => self.zero,
            (1, _) => self.one,
            _ => self.other,
        }
    }

    /// Returns the number and the form that follows it, joined by a no-break space.
    pub fn count(self, count: u32) -> String {
        format!("{count}\u{a0}{}", self.after(count))
    }
}

/// Returns an English number and noun, joined by a no-break space.
pub fn count_en(count: u32, one: &str, other: &str) -> String {
    format!("{count}\u{a0}{}", if count == 1 { one } else { other })
}

/// Returns a number of days, as in "vēl 10 dienas", "10 days left".
pub fn days(language: Language, count: u32) -> String {
    match language {
        Language::Lv => Forms { zero: "dienas", one: "diena", other: "dienas" }.count(count),
        Language::En => count_en(count, "day", "days"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Compares with CLDR's samples for each category of `lv`, whole numbers only.
    #[test]
    fn latvian_categories_are_those_of_cldr() {
        let forms = Forms { zero: "zero", one: "one", other: "other" };
        let table: [(&str, &[u32]); 3] = [
            ("zero", &[0, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 30, 40, 50, 60, 100, 111, 219, 1_000, 1_000_000]),
            ("one", &[1, 21, 31, 41, 51, 61, 71, 81, 101, 1_001]),
            ("other", &[2, 3, 4, 5, 6, 7, 8, 9, 22, 23, 24, 25, 26, 27, 28, 29, 102, 1_002]),
        ];
        for (category, numbers) in table {
            for number in numbers {
                assert_eq!(forms.after(*number), category, "{number}");
            }
        }
    }

    #[test]
    fn number_and_noun_stay_on_one_line() {
        assert_eq!(days(Language::Lv, 1), "1\u{a0}diena");
        assert_eq!(days(Language::Lv, 10), "10\u{a0}dienas");
        assert_eq!(days(Language::En, 1), "1\u{a0}day");
        assert_eq!(days(Language::En, 0), "0\u{a0}days");
    }
}
