//! The words of the page on privacy.

use rules::language::Language;
use ui::text::prose::Section;

/// The words of one language.
pub struct PrivacyTexts {
    /// Heading.
    pub heading: &'static str,
    /// The whole in two sentences.
    pub lead: &'static str,
    /// What is kept, where, and for how long.
    pub sections: &'static [Section],
}

/// The words in `language`.
pub const fn texts(language: Language) -> &'static PrivacyTexts {
    match language {
        Language::Lv => &LV,
        Language::En => &EN,
    }
}

static LV: PrivacyTexts = PrivacyTexts {
    heading: "Privātums",
    lead: "Atbilstību vari pārbaudīt un programmas skatīt, nepasakot, kas esi. Tavus datus saņemam tikai tad, kad pieslēdzies un \
           iesniedz pieteikumu.",
    sections: &[
        Section {
            heading: "Kas notiek šajā ierīcē",
            paragraphs: &[
                "Atbildes uz jautājumiem izvērtē tavs pārlūks. Tās nekur nenosūtām, kamēr neiesniedz pieteikumu.",
                "Iesākto pieteikumu ierīcē glabājam 7 dienas: izvēlēto programmu, atbildes un valodu. E-pastu, tālruni un \
                 dzimšanas datumu glabājam tikai tad, ja atzīmē, ka ierīce ir tava. Tad tie ir šifrēti. Tas pasargā glabātavas \
                 kopiju, bet ne no cilvēka, kurš lieto to pašu pārlūku.",
                "Vārdu un personas kodu ierīcē neglabājam nekad.",
            ],
        },
        Section {
            heading: "Ko saņemam, kad pieslēdzies",
            paragraphs: &[
                "No pieslēgšanās uzzinām tavu vārdu, personas kodu un dzimšanas datumu. Vārdu, personas kodu, saziņas datus un \
                 pieteikumus datubāzē glabājam šifrētus.",
                "Ja pieslēdzies, kamēr aizpildi pieteikumu vai konta veidlapu, ierakstīto līdz 15 minūtēm glabājam šifrētu, lai pēc \
                 pieslēgšanās tas atkal būtu tev priekšā.",
                "Kamēr pieslēgšanās ir spēkā, melnrakstu ar visu, ko tajā ieraksti, šifrētu glabājam arī tavā kontā, lai vari turpināt \
                 citā ierīcē. Tas izdzēšas, kad pieteikumu nosūti, kad melnrakstu dzēs, vai 30 dienas pēc pēdējām izmaiņām.",
                "Pieslēgšanās beidzas pēc pusstundas bez darbības un ne vēlāk kā pēc astoņām stundām.",
            ],
        },
        Section {
            heading: "Kas ir pieteikumā",
            paragraphs: &[
                "Tieši tas, ko redzi dokumentā pirms iesniegšanas: programma, atbildes, dzimšanas datums, e-pasts, tālrunis un \
                 valoda. Vārdu un personas kodu ņemam no pieslēgšanās.",
                "Apstiprinājumā nav ne vārda, ne personas koda, ne saziņas datu. To var pārbaudīt ikviens, kam to parādi.",
            ],
        },
        Section {
            heading: "Sīkdatnes",
            paragraphs: &[
                "Lietojam tikai tās, bez kurām nevar pieslēgties. Nekādas statistikas, reklāmas vai citu vietņu sīkdatņu nav.",
            ],
        },
        Section {
            heading: "Tavas tiesības",
            paragraphs: &[
                "Kontā vari apskatīt un lejupielādēt visu, ko par tevi glabājam, mainīt saziņas datus un slēgt kontu. Kontu nevar \
                 slēgt, kamēr pieteikums gaida lēmumu: mums jāspēj tev atbildēt. Pēc slēgšanas piecus gadus glabājam tikai to, ka \
                 konts bijis un kad slēgts, bez tava vārda un personas koda.",
                "Cik ilgi pieteikumus glabā pēc lēmuma, nosaka normatīvie akti par Eiropas Savienības fondiem. Precīzu termiņu šī \
                 demonstrācija nenosaka.",
            ],
        },
    ],
};

static EN: PrivacyTexts = PrivacyTexts {
    heading: "Privacy",
    lead: "You can check whether you are eligible and look at programmes without saying who you are. We receive your data only when you \
           sign in and send an application.",
    sections: &[
        Section {
            heading: "What happens on this device",
            paragraphs: &[
                "Your browser assesses your answers. They go nowhere until you send an application.",
                "We keep an application you have begun on the device for 7 days: the programme, your answers and the language. We \
                 keep e-mail, telephone and birth date only if you tick that the device is your own. They are then encrypted. \
                 That protects a copy of the storage, but not from somebody who uses the same browser.",
                "We never keep your name or personal code on the device.",
            ],
        },
        Section {
            heading: "What we receive when you sign in",
            paragraphs: &[
                "Signing in tells us your name, personal code and birth date. In the database your name, personal code, contact data \
                 and applications are encrypted.",
                "If you sign in while you fill in an application or a form of the account, we keep what you typed encrypted for up \
                 to 15 minutes, so that it is in front of you again afterwards.",
                "While you are signed in, we keep the draft with all that you type into it in your account too, encrypted, so \
                 that you can go on with it on another device. It is deleted when you send the application, when you delete the \
                 draft, or 30 days after its last change.",
                "A sign-in ends after half an hour without use, and after eight hours at the latest.",
            ],
        },
        Section {
            heading: "What an application holds",
            paragraphs: &[
                "Exactly what you see in the document before you send it: programme, answers, birth date, e-mail, telephone and \
                 language. Name and personal code come from your sign-in.",
                "A confirmation holds no name, no personal code and no contact data. Anyone you show it to can verify it.",
            ],
        },
        Section {
            heading: "Cookies",
            paragraphs: &[
                "We use only those without which you could not sign in. There are none for statistics or advertising, and none of \
                 other sites.",
            ],
        },
        Section {
            heading: "Your rights",
            paragraphs: &[
                "In your account you can see and download everything we keep about you, change your contact data, and close the \
                 account. It cannot be closed while an application awaits its decision: we must be able to answer you. After \
                 closing we keep for five years only that there was an account and when it was closed, without your name or \
                 personal code.",
                "How long applications are kept after the decision is set by the rules on European Union funds. This demonstration \
                 does not set the exact period.",
            ],
        },
    ],
};
