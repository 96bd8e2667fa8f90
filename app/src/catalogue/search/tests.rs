//! Search results of the dictionary.

use super::dictionary::{IndexBuilder, NOT_FOUND, Ranked};

/// Searches in entries that consist of a title and another text.
fn search(text: &str, entries: &[(&str, &str)]) -> Ranked {
    let mut gathering = IndexBuilder::default();
    for (title, rest) in entries {
        gathering.add(&[title], [*rest]);
    }
    gathering.finish().search(text)
}

fn finds(text: &str, title: &str) -> bool {
    search(text, &[(title, "")]).ranks != [NOT_FOUND]
}

/// Returns the positions of the matching entries, the best first.
fn order(text: &str, entries: &[(&str, &str)]) -> Vec<usize> {
    let ranks = search(text, entries).ranks;
    let mut found: Vec<usize> = (0..entries.len()).filter(|at| ranks[*at] != NOT_FOUND).collect();
    found.sort_by_key(|at| ranks[*at]);
    found
}

#[test]
fn marks_may_be_left_out_on_either_side() {
    assert!(finds("datu analize", "Datu analīze ar Python"));
    assert!(finds("datu analīze", "Datu analize ar Python"));
    assert!(finds("ŽURNĀLS", "zurnals"));
    assert!(finds("anali\u{304}ze", "Datu analīze"));
    assert!(finds("analīze", "Datu anali\u{304}ze"));
}

#[test]
fn every_word_has_to_begin_a_word_of_the_text() {
    assert!(finds("python dat", "Datu analīze ar Python"));
    assert!(!finds("python java", "Datu analīze ar Python"));
    assert!(!finds("nalīze", "Datu analīze"));
    assert!(finds("c++", "Programmēšana C++ valodā"));
    assert!(!finds("c++", "Programmēšana C# valodā"));
}

#[test]
fn endings_do_not_matter() {
    assert!(finds("analīzes", "Datu analīze"));
    assert!(finds("dati", "Datu analīze"));
    assert!(finds("sistēmas", "Informācijas sistēma"));
    assert!(finds("programmēt", "Programmēšana"));
    assert!(finds("mākslīgā intelekta", "Mākslīgais intelekts"));
    assert!(finds("tikls", "Tīklu drošība"));
}

#[test]
fn empty_search_finds_everything() {
    assert!(finds("", "Datu analīze"));
    assert!(finds(" – ", "Datu analīze"));
}

#[test]
fn one_slip_in_a_long_word_is_forgiven_and_told() {
    for typed in ["pyhton", "Pyton", "pythoon", "pithon"] {
        let found = search(typed, &[("Datu analīze ar Python", "")]);
        assert!(found.ranks != [NOT_FOUND], "{typed}");
        assert_eq!(found.similar, [typed]);
    }
    assert!(finds("programešanas", "Programmēšana"));
    assert!(finds("mārketnig", "Digitālais mārketings"));
    assert!(!finds("phyotn", "Python"));
    assert!(!finds("jvaa", "Java"), "four letters are too few");
    assert!(!finds("jython", "Python"), "the first letter has to be right");
}

#[test]
fn slip_is_sought_only_where_the_word_is_nowhere() {
    let entries = [("Tests", ""), ("Teksts", ""), ("Cits", "testi")];
    let found = search("tests", &entries);
    assert_eq!((found.similar, found.ranks[1]), (Vec::new(), NOT_FOUND));
    let found = search("teests", &entries);
    assert_eq!(found.similar, ["teests"]);
    assert_eq!(order("teksts tests", &entries), Vec::<usize>::new());
}

#[test]
fn title_matches_come_first_then_exact_words_forms_and_typos() {
    let entries = [
        ("Cits", "tīkls"),
        ("Tīklu drošība", ""),
        ("Tīklošana", "tīkls"),
        ("Datoru tīkls", ""),
        ("Tīkls un drošība", ""),
        ("Dārzs", ""),
    ];
    assert_eq!(order("tīkls", &entries), [3, 4, 1, 0, 2]);
    assert_eq!(order("tīkl", &entries), [1, 2, 3, 4, 0]);
}

#[test]
fn worst_word_of_several_decides() {
    let entries = [("Tīkls", "drošība"), ("Tīkls un drošības", ""), ("Drošība un tīkls", "")];
    assert_eq!(order("tīkls drošība", &entries), [2, 1, 0]);
}

#[test]
fn words_match_joined_and_split() {
    for (typed, title) in [
        ("word press", "Vietnes izveide ar WordPress"),
        ("java script", "JavaScript pamati"),
        ("kiber drošība", "Kiberdrošība uzņēmumā"),
        ("kiber drosibas pamati", "Kiberdrošības pamati"),
        ("wordpress", "Vietne ar Word Press"),
        ("projektuvadība", "Digitālo projektu vadība"),
        ("datuanalīze", "Datu analīze ar Python"),
    ] {
        assert!(finds(typed, title), "{typed}: {title}");
        assert_eq!(search(typed, &[(title, "")]).similar, Vec::<String>::new(), "{typed}");
    }
    for (typed, title) in [("word press", "Press relīzes"), ("wordpress", "Word pamati"), ("datupress", "Datu analīze")]
    {
        assert!(!finds(typed, title), "{typed}: {title}");
    }
}
