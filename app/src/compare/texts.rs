//! The words of comparing programmes.

use rules::language::Language;
use ui::text::plural::Forms;

use crate::text::offer;

/// The words of one language.
pub struct CompareTexts {
    /// Heading.
    pub heading: &'static str,
    /// Label of the box at a programme; its title follows for screen readers.
    pub choose: &'static str,
    /// A fourth programme was chosen.
    pub too_many: &'static str,
    /// What screen readers call the bar with what is chosen.
    pub bar: &'static str,
    /// How many are chosen, at least one.
    pub chosen: fn(u32) -> String,
    /// No programme is chosen any more.
    pub none_chosen: &'static str,
    /// Link to the comparison.
    pub compare: &'static str,
    /// Button that takes all choices back.
    pub clear: &'static str,
    /// Nothing is chosen: heading, text.
    pub nothing: (&'static str, &'static str),
    /// One programme alone is chosen.
    pub alone: &'static str,
    /// Link to the catalogue, where nothing is chosen.
    pub to_catalogue: &'static str,
    /// Link to the catalogue, where there is room for another.
    pub add: &'static str,
    /// Programmes of the address are not in the catalogue; takes how many.
    pub gone: fn(u32) -> String,
    /// What screen readers call the table.
    pub table: &'static str,
    /// How many rows differ; takes the number of all.
    pub summary: fn(u32, u32) -> String,
    /// Box: rows that are the same are left out.
    pub only_differences: &'static str,
    /// At a row that differs.
    pub differs: &'static str,
    /// Name of the row with the buttons that remove.
    pub choice: &'static str,
    /// Button.
    pub remove: &'static str,
    /// What screen readers hear in addition; takes the programme's title.
    pub remove_it: fn(&str) -> String,
    /// A programme was removed; takes its title.
    pub removed: fn(&str) -> String,
    /// Row: the grant's part.
    pub grant_pays: &'static str,
    /// Row: the first day of the group that suits best.
    pub begins: &'static str,
    /// Row: its last day.
    pub ends: &'static str,
    /// Row: what is free in it.
    pub free: &'static str,
    /// Row: buttons.
    pub apply: &'static str,
    /// In the row of the place: there is none.
    pub no_place: &'static str,
    /// What is free is not known.
    pub unknown: &'static str,
    /// Button.
    pub print: &'static str,
}

/// The words in `language`.
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
    differs: "atšķiras",
    choice: "Izvēle",
    remove: "Noņemt",
    remove_it: |title| format!("no salīdzinājuma: {title}"),
    removed: |title| format!("No salīdzinājuma noņemta programma „{title}“."),
    grant_pays: "Finansējums sedz",
    begins: "Mācības sākas",
    ends: "Mācības beidzas",
    free: "Brīvas vietas",
    apply: "Pieteikšanās",
    no_place: "Nav jābrauc",
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
    differs: "differs",
    choice: "Choice",
    remove: "Remove",
    remove_it: |title| format!("from the comparison: {title}"),
    removed: |title| format!("“{title}” was removed from the comparison."),
    grant_pays: "The funding pays",
    begins: "Training begins",
    ends: "Training ends",
    free: "Free places",
    apply: "Applying",
    no_place: "No travel needed",
    unknown: "Not known",
    print: "Print",
};
