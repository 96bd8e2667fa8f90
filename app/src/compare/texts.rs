//! Texts of the comparison.

use rules::language::Language;
use ui::text::plural::Forms;

use crate::text::offer;

/// Texts in one language.
pub struct CompareTexts {
    /// Heading of the page.
    pub heading: &'static str,
    /// Label of the checkbox at a programme; its title follows for screen readers.
    pub choose: &'static str,
    /// Error if the selection is full.
    pub too_many: &'static str,
    /// Accessible name of the bar with the selection.
    pub bar: &'static str,
    /// Number of selected programmes, at least one.
    pub chosen: fn(u32) -> String,
    /// Announcement that the selection is empty.
    pub none_chosen: &'static str,
    /// Link to the comparison.
    pub compare: &'static str,
    /// Button that clears the selection.
    pub clear: &'static str,
    /// Notice that nothing is selected: heading and text.
    pub nothing: (&'static str, &'static str),
    /// Notice that only one programme is selected.
    pub alone: &'static str,
    /// Link to the catalogue if nothing is selected.
    pub to_catalogue: &'static str,
    /// Link to the catalogue for adding a programme.
    pub add: &'static str,
    /// Notice that programmes of the URL are not in the catalogue; takes their number.
    pub gone: fn(u32) -> String,
    /// Accessible name of the table.
    pub table: &'static str,
    /// Number of differing rows; takes it and the number of all rows.
    pub summary: fn(u32, u32) -> String,
    /// Label of the checkbox that hides equal rows.
    pub only_differences: &'static str,
    /// Label of a row with the same values.
    pub same: &'static str,
    /// Hint on a phone that a third programme is beside the screen.
    pub third: &'static str,
    /// Name of the row with the remove buttons.
    pub choice: &'static str,
    /// Button that removes a programme.
    pub remove: &'static str,
    /// Suffix of the remove button for screen readers; takes the programme's title.
    pub remove_it: fn(&str) -> String,
    /// Announcement that a programme was removed; takes its title.
    pub removed: fn(&str) -> String,
    /// Name of the row with the first day of the best group.
    pub begins: &'static str,
    /// Name of the row with the last day of the best group.
    pub ends: &'static str,
    /// Name of the row with the free seats of the best group.
    pub free: &'static str,
    /// Name of the row with the apply buttons.
    pub apply: &'static str,
    /// Value of the place row for a remote programme.
    pub no_place: &'static str,
    /// Value for unknown free seats.
    pub unknown: &'static str,
    /// Button that prints the comparison.
    pub print: &'static str,
}

/// Returns the texts in a language.
pub const fn of(language: Language) -> &'static CompareTexts {
    match language {
        Language::Lv => &LV,
        Language::En => &EN,
    }
}

static LV: CompareTexts = CompareTexts {
    heading: "Programmu salīdzinājums",
    choose: "Salīdzināt",
    too_many: "Vienlaikus var salīdzināt trīs programmas. Lai pievienotu šo, vispirms noņem kādu no jau izvēlētajām.",
    bar: "Salīdzināšana",
    chosen: |count| match count {
        1 => "Salīdzināšanai izvēlēta 1\u{a0}programma. Izvēlies vēl vienu vai divas.".to_owned(),
        count => format!("Salīdzināšanai izvēlētas {}", offer::programmes(Language::Lv, count)),
    },
    none_chosen: "Nekas vairs nav izvēlēts.",
    compare: "Skatīt salīdzinājumu",
    clear: "Noņemt visas",
    nothing: (
        "Vēl nav ko salīdzināt",
        "Programmu sarakstā atzīmē „Salīdzināt“ pie divām vai trim programmām, un te tās būs redzamas blakus.",
    ),
    alone: "Te ir tikai viena programma. Pievieno vēl vienu vai divas, lai redzētu, kas atšķiras.",
    to_catalogue: "Izvēlēties programmas",
    add: "Pievienot programmu",
    gone: |count| match count {
        1 => "Vienas no izvēlētajām programmām sarakstā vairs nav.".to_owned(),
        count => format!("{count}\u{a0}no izvēlētajām programmām sarakstā vairs nav."),
    },
    table: "Izvēlētās programmas blakus",
    summary: |differing, all| {
        let rows = Forms { zero: "rindām", one: "rindas", other: "rindām" }.count(all);
        if differing == 0 {
            "Visās rindās programmas sakrīt.".to_owned()
        } else {
            format!("Atšķiras {differing} no {rows}.")
        }
    },
    only_differences: "Rādīt tikai to, kas atšķiras",
    same: "sakrīt",
    third: "Pavelc tabulu sāņus, lai redzētu trešo programmu.",
    choice: "Izvēle",
    remove: "Noņemt",
    remove_it: |title| format!("no salīdzinājuma: {title}"),
    removed: |title| format!("No salīdzinājuma noņemta programma „{title}“."),
    begins: "Mācības sākas",
    ends: "Mācības beidzas",
    free: "Brīvas vietas",
    apply: "Pieteikšanās",
    no_place: "Attālināti",
    unknown: "Nav zināms",
    print: "Drukāt",
};

static EN: CompareTexts = CompareTexts {
    heading: "Comparison of programmes",
    choose: "Compare",
    too_many: "You can compare up to 3 programmes. To add this one, remove one of the others first.",
    bar: "Comparison",
    chosen: |count| match count {
        1 => "1\u{a0}programme chosen to compare. Choose one or two more.".to_owned(),
        count => format!("{} chosen to compare", offer::programmes(Language::En, count)),
    },
    none_chosen: "No programmes selected.",
    compare: "View comparison",
    clear: "Remove all",
    nothing: (
        "Nothing to compare yet",
        "Tick “Compare” for 2 or 3 programmes in the list to see them here side by side.",
    ),
    alone: "There is only one programme here. Add 1 or 2 more to see the differences.",
    to_catalogue: "Choose programmes",
    add: "Add a programme",
    gone: |count| match count {
        1 => "One of the programmes you chose is no longer on the list.".to_owned(),
        count => format!("{count}\u{a0}of the programmes you chose are no longer on the list."),
    },
    table: "The programmes you chose side by side",
    summary: |differing, all| {
        if differing == 0 {
            "The programmes are the same in every row.".to_owned()
        } else {
            format!("{differing} of {all} rows differ.")
        }
    },
    only_differences: "Show only differences",
    same: "same",
    third: "Scroll the table sideways to see the third programme.",
    choice: "Choice",
    remove: "Remove",
    remove_it: |title| format!("from the comparison: {title}"),
    removed: |title| format!("“{title}” was removed from the comparison."),
    begins: "Training begins",
    ends: "Training ends",
    free: "Free places",
    apply: "Applying",
    no_place: "Online",
    unknown: "Not known",
    print: "Print",
};
