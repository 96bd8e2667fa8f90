//! Light stemmer for Latvian nouns and adjectives: removes the ending of a word.
//!
//! It follows K. Krēsliņš ("A stemming algorithm for Latvian", 1996, used in Apache Lucene): remove one ending, then
//! reverse the consonant change that the ending caused. The endings are those of the grammar's six declensions and of
//! adjectives with an indefinite or a definite ending; nothing is removed twice.
//!
//! People often omit diacritics, which makes some words ambiguous: *latviesa* may be *latvieša* of *latvietis*, or a
//! word on -s. So a word has up to three stems, and two words match if they share one.

use crate::catalogue::search::matching::{folded, unmarked};

/// Endings without diacritics, longer ones first. A single -s is an ending only after a consonant.
const ENDINGS: [&str; 21] = [
    "iem", "ais", "am", "em", "im", "um", "ai", "ei", "ij", "as", "es", "is", "us", "os", "ie", "a", "e", "i", "o",
    "u", "s",
];

/// Ending of reflexive infinitives; the rest keeps the -t of other infinitives: mācīties, mācīt.
const REFLEXIVE: &str = "ies";

/// Endings of adjectives in the definite form only: mākslīgajam, mākslīgajā.
const DEFINITE: [&str; 6] = ["ajiem", "ajam", "ajai", "ajos", "ajas", "aja"];

/// Endings that can soften the preceding consonant: lāča, upju, brieži, latviešiem, briežus, briežos.
const SOFTENING: [&str; 6] = ["a", "i", "u", "iem", "us", "os"];

/// Returns the stems of a lower-case word, without diacritics; a word without an ending is its own stem.
///
/// ```
/// use app::catalogue::search::stem::stems;
/// assert_eq!(stems("mākslīgajam"), ["makslig"]);
/// assert_eq!(stems("latviešu"), ["latvies", "latviet"]);
/// assert_eq!(stems("c++"), ["c++"]);
/// ```
pub fn stems(word: &str) -> Vec<String> {
    let plain = folded(word);
    if !plain.chars().all(char::is_alphabetic) {
        return vec![plain];
    }
    let word = Word { has_marks: plain != word, letters: word.chars().collect(), plain };
    let mut stems = Vec::with_capacity(1);
    for ending in word.endings() {
        word.add_stems(ending, &mut stems);
    }
    if stems.is_empty() {
        stems.push(word.plain);
    }
    stems
}

/// Returns whether two words are forms of the same word.
pub fn meet(one: &str, other: &str) -> bool {
    let others = stems(other);
    stems(one).iter().any(|stem| others.contains(stem))
}

struct Word {
    /// Word as typed, in lower case.
    letters: Vec<char>,
    /// Word without diacritics, with the same number of letters.
    plain: String,
    /// Whether the word is written with diacritics; a letter without one is then plain on purpose.
    has_marks: bool,
}

impl Word {
    /// Returns the ending, or two if it may belong to a noun (lietotājam) or to a definite adjective (lietotajam).
    fn endings(&self) -> Vec<&'static str> {
        let starts_long = |ending: &str| self.letters.iter().nth_back(ending.len() - 1) == Some(&'ā');
        let definite = DEFINITE.into_iter().find(|ending| self.leaves(ending, 3)).filter(|ending| !starts_long(ending));
        // A word with diacritics and a plain -aj- is not a noun like lietotājam.
        let noun = if definite.is_some() && self.has_marks { None } else { self.simple_ending() };
        definite.into_iter().chain(noun).collect()
    }

    fn simple_ending(&self) -> Option<&'static str> {
        if self.plain.ends_with("ties") && self.leaves(REFLEXIVE, 3) {
            return Some(REFLEXIVE);
        }
        let s_after_vowel = self.plain.strip_suffix('s').is_some_and(|left| left.ends_with(is_vowel));
        ENDINGS.into_iter().find(|ending| self.leaves(ending, 2) && !(*ending == "s" && s_after_vowel))
    }

    /// Returns whether the word has the ending and the rest has at least `least` letters, one of them a vowel.
    fn leaves(&self, ending: &str, least: usize) -> bool {
        let left = self.plain.strip_suffix(ending);
        left.is_some_and(|left| left.chars().count() >= least && left.chars().any(is_vowel))
    }

    /// Adds the word without the ending, and its form before the ending softened the consonant.
    fn add_stems(&self, ending: &str, stems: &mut Vec<String>) {
        let stem = &self.plain[..self.plain.len() - ending.len()];
        let mut add = |stem: String| {
            if !stems.contains(&stem) {
                stems.push(stem);
            }
        };
        if let Some(doing) = self.doing(stem) {
            return add(doing);
        }
        if !SOFTENING.contains(&ending) {
            return add(stem.to_owned());
        }
        match stem.strip_suffix('j') {
            // Examples: upju, gulbja, zemju, apguvju.
            Some(hard) if hard.ends_with(['p', 'b', 'm', 'v']) => return add(hard.to_owned()),
            _ => add(stem.to_owned()),
        }
        for (soft, hard) in [('š', 't'), ('ž', 'd')] {
            if let Some(before) = self.without_soft(stem, soft) {
                add(format!("{before}{hard}"));
                // Example: rīkšu, a form of rīkste.
                if soft == 'š' && before.ends_with('k') {
                    add(format!("{before}st"));
                }
            }
        }
    }

    /// Returns the stem without its final soft consonant: karšu of karte, briežu of briedis. Consonants that differ
    /// only by a diacritic (lāča, viļņa, kaķa) need no handling; short stems are too ambiguous (meža and medus).
    fn without_soft<'a>(&self, stem: &'a str, soft: char) -> Option<&'a str> {
        const SHORTEST: usize = 4;
        let length = stem.chars().count();
        let written = *self.letters.get(length.checked_sub(1)?)?;
        let is_soft = written == soft || (written == unmarked(soft) && !self.has_marks);
        if is_soft && length >= SHORTEST { stem.strip_suffix(unmarked(soft)) } else { None }
    }

    /// Returns the infinitive of a noun on -šana, so that programmēšana matches programmēt and mācīšanās matches
    /// mācīties.
    fn doing(&self, stem: &str) -> Option<String> {
        let verb = stem.strip_suffix("san").filter(|verb| verb.ends_with(is_vowel) && verb.chars().count() >= 3)?;
        let written = *self.letters.get(verb.chars().count())?;
        (written == 'š' || !self.has_marks).then(|| format!("{verb}t"))
    }
}

const fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words with their other forms: the six declensions, then adjectives and verbal nouns.
    const FORMS: [(&str, &str); 46] = [
        // First declension.
        ("tīkls", "tīkla tīklam tīklu tīklā tīkli tīkliem tīklus tīklos"),
        ("dators", "datora datoram datoru datorā datori datoriem datorus datoros"),
        ("kurss", "kursa kursam kursu kursā kursi kursiem kursus kursos"),
        ("pakalpojums", "pakalpojuma pakalpojumam pakalpojumu pakalpojumā pakalpojumi pakalpojumiem pakalpojumos"),
        ("programmētājs", "programmētāja programmētājam programmētāju programmētāji programmētājiem programmētājos"),
        ("internets", "interneta internetam internetu internetā"),
        ("vējš", "vēja vējam vēju vējā vēji vējiem vējos"),
        ("process", "procesa procesam procesu procesā procesi procesiem procesos"),
        // Second, with consonant softening.
        ("lācis", "lāča lācim lāci lācī lāči lāču lāčiem lāčus lāčos"),
        ("brīdis", "brīža brīdim brīdi brīdī brīži brīžu brīžiem brīžus brīžos"),
        ("latvietis", "latvieša latvietim latvieti latvieši latviešu latviešiem latviešos"),
        ("tālrunis", "tālruņa tālrunim tālruni tālrunī tālruņi tālruņu tālruņiem tālruņos"),
        ("tīmeklis", "tīmekļa tīmeklim tīmekli tīmeklī tīmekļi tīmekļu tīmekļiem tīmekļos"),
        ("gulbis", "gulbja gulbim gulbi gulbī gulbji gulbju gulbjiem gulbjos"),
        ("skapis", "skapja skapim skapī skapji skapju skapjiem"),
        ("kurmis", "kurmja kurmim kurmji kurmju kurmjiem"),
        ("cirvis", "cirvja cirvim cirvji cirvju cirvjiem"),
        ("kaķis", "kaķa kaķim kaķi kaķu kaķiem"),
        ("dadzis", "dadža dadzim dadži dadžu dadžiem"),
        ("vilnis", "viļņa vilnim viļņi viļņu viļņiem"),
        ("serveris", "servera serverim serveri serveru serveriem serveros"),
        ("akmens", "akmeņa akmenim akmeni akmeņi akmeņu akmeņiem"),
        // Third.
        ("tirgus", "tirgum tirgu tirgū tirgi tirgiem tirgos"),
        // Fourth.
        ("programma", "programmas programmai programmu programmā programmām programmās"),
        ("valoda", "valodas valodai valodu valodā valodām valodās"),
        ("reklāma", "reklāmas reklāmai reklāmu reklāmām reklāmās"),
        ("mācības", "mācību mācībām mācībās"),
        ("skolotāja", "skolotājas skolotājai skolotāju skolotājām skolotājās"),
        // Fifth, with consonant softening in the genitive plural.
        ("apguve", "apguves apguvei apguvi apguvē apguvju apguvēm apguvēs"),
        ("datne", "datnes datnei datni datnē datņu datnēm datnēs"),
        ("upe", "upes upei upi upē upju upēm upēs"),
        ("zeme", "zemes zemei zemi zemju zemēm"),
        ("metode", "metodes metodei metodi metožu metodēm"),
        ("karte", "kartes kartei karti kartē karšu kartēm kartēs"),
        ("rīkste", "rīkstes rīkšu rīkstēm"),
        ("saskarne", "saskarnes saskarni saskarņu saskarnēm"),
        ("spēle", "spēles spēlei spēli spēļu spēlēm"),
        ("zvaigzne", "zvaigznes zvaigžņu zvaigznēm"),
        // Sixth.
        ("valsts", "valstij valsti valstī valstis valstu valstīm valstīs"),
        ("nakts", "naktij nakti naktī naktis nakšu naktīm naktīs"),
        ("sirds", "sirdij sirdi sirdis siržu sirdīm"),
        ("pils", "pilij pili pilī pilis piļu pilīm"),
        // Adjectives, indefinite and definite.
        (
            "digitāls",
            "digitāla digitālam digitālu digitāli digitālas digitālais digitālā digitālajam digitālo digitālie \
                      digitālajiem digitālajos digitālajā digitālajai digitālajām digitālajās",
        ),
        ("pēdējais", "pēdējā pēdējam pēdējo pēdējie pēdējiem pēdējai pēdējām"),
        // Verbal nouns and their verbs.
        ("programmēšana", "programmēšanas programmēšanai programmēšanu programmēšanā programmēt"),
        ("mācīšanās", "mācīšanos mācīties"),
    ];

    /// Different words that look alike.
    const STRANGERS: [(&str, &str); 46] = [
        ("tīkls", "tīmeklis"),
        ("dati", "datne"),
        ("dati", "datums"),
        ("dators", "dati"),
        ("dators", "datorika"),
        ("māksla", "mākslīgs"),
        ("programma", "programmēšana"),
        ("programma", "programmatūra"),
        ("programmētājs", "programmēšana"),
        ("mežs", "medus"),
        ("kurss", "kursors"),
        ("krāsu", "krāts"),
        ("karte", "kartons"),
        ("valsts", "valoda"),
        ("valoda", "valde"),
        ("vide", "video"),
        ("grāmata", "grāmatvedība"),
        ("grāmatvedis", "grāmatvedība"),
        ("analīze", "analītiķis"),
        ("mācības", "mācītājs"),
        ("skola", "skolotājs"),
        ("stunda", "students"),
        ("studija", "students"),
        ("drošs", "drošība"),
        ("robots", "robeža"),
        ("internets", "internāts"),
        ("mode", "modelis"),
        ("modelis", "modelēšana"),
        ("pasts", "pase"),
        ("lasīšana", "lasis"),
        ("balss", "balsts"),
        ("gals", "galds"),
        ("galds", "galdnieks"),
        ("zeme", "zemnieks"),
        ("veselība", "vesels"),
        ("vēsture", "vēsts"),
        ("sirds", "siers"),
        ("tests", "teksts"),
        ("projekts", "projektors"),
        ("vadība", "vadītājs"),
        ("uzskaite", "uzskats"),
        ("druka", "drukātava"),
        ("mākonis", "mākslinieks"),
        ("serviss", "serveris"),
        ("birojs", "birža"),
        ("prasme", "prasība"),
    ];

    #[test]
    fn forms_of_one_word_meet_with_marks_and_without() {
        let mut strangers = Vec::new();
        let mut pairs = 0;
        for (word, forms) in FORMS {
            for form in forms.split_whitespace() {
                pairs += 1;
                for (one, other) in [
                    (word.to_owned(), form.to_owned()),
                    (folded(word), form.to_owned()),
                    (word.to_owned(), folded(form)),
                    (folded(word), folded(form)),
                ] {
                    if !meet(&one, &other) {
                        strangers.push(format!("{one} {:?}, {other} {:?}", stems(&one), stems(&other)));
                    }
                }
            }
        }
        assert!(strangers.is_empty(), "{}", strangers.join("\n"));
        assert!(pairs > 250, "{pairs}");
    }

    #[test]
    fn other_words_do_not_meet() {
        let met = STRANGERS.into_iter().filter(|(one, other)| meet(one, other)).collect::<Vec<_>>();
        assert_eq!(met, []);
    }

    #[test]
    fn other_words_do_not_meet_without_marks_either() {
        // Without diacritics "krasu" may be a form of "krats", like "karsu" of "karte"; the missing diacritics cause
        // this match.
        let strangers = STRANGERS.into_iter().filter(|pair| *pair != ("krāsu", "krāts"));
        let met = strangers.filter(|(one, other)| meet(&folded(one), &folded(other))).collect::<Vec<_>>();
        assert_eq!(met, []);
    }

    #[test]
    fn words_without_an_ending_stay_whole() {
        for word in ["python", "c++", "c#", "sql", "gis", "3d", "ai", "ar", "un", "web", ""] {
            assert_eq!(stems(word), [word]);
        }
    }

    #[test]
    fn no_word_loses_everything() {
        for word in ["as", "ies", "ajam", "jiem", "us", "šana", "žu", "ties", "sana", "ū"] {
            assert!(stems(word).iter().all(|stem| !stem.is_empty()), "{word}");
        }
    }
}
