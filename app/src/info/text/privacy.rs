//! Sentences of the privacy page.

use rules::language::Language;
use ui::text::prose::Section;

/// Sentences of one language.
pub struct PrivacyTexts {
    /// Heading.
    pub heading: &'static str,
    /// Summary in two sentences.
    pub lead: &'static str,
    /// Stored data, places of storage, retention.
    pub sections: &'static [Section],
}

/// Sentences in `language`.
pub const fn texts(language: Language) -> &'static PrivacyTexts {
    match language {
        Language::Lv => &LV,
        Language::En => &EN,
    }
}

static LV: PrivacyTexts = PrivacyTexts {
    heading: "Privātums",
    lead: "Atbilstību vari pārbaudīt un programmas skatīt, nepasakot, kas esi. Tavus datus saņemam no brīža, kad \
           pieslēdzies.",
    sections: &[
        Section {
            heading: "Kas notiek šajā ierīcē",
            paragraphs: &[
                "Atbildes uz jautājumiem izvērtē tavs pārlūks. Kamēr neesi pieslēdzies, tās paliek šajā ierīcē.",
                "Iesākto pieteikumu ierīcē glabājam 7 dienas: izvēlēto programmu, atbildes un valodu. E-pastu, \
                 tālruni un dzimšanas datumu glabājam tikai tad, ja atzīmē, ka ierīce ir tava. Tad tie ir šifrēti. \
                 Tas pasargā glabātavas kopiju, bet ne no cilvēka, kurš lieto to pašu pārlūku.",
                "Vārdu un personas kodu ierīcē neglabājam nekad.",
            ],
        },
        Section {
            heading: "Ko saņemam, kad pieslēdzies",
            paragraphs: &[
                "No pieslēgšanās uzzinām tavu vārdu, personas kodu un dzimšanas datumu. Vārdu, personas kodu, \
                 saziņas datus un \
                 pieteikumus datubāzē glabājam šifrētus.",
                "Ja pieslēdzies, kamēr aizpildi pieteikumu vai konta veidlapu, ierakstīto līdz 15 minūtēm glabājam \
                 šifrētu, lai pēc \
                 pieslēgšanās tas atkal būtu tev priekšā.",
                "Kamēr pieslēgšanās ir spēkā, melnrakstu ar visu, ko tajā ieraksti, šifrētu glabājam arī tavā \
                 kontā, lai vari turpināt citā ierīcē. Tas izdzēšas, kad pieteikumu nosūti, kad melnrakstu dzēs, vai \
                 30 dienas pēc pēdējām izmaiņām.",
                "Pieslēgšanās beidzas pēc pusstundas bez darbības un ne vēlāk kā pēc astoņām stundām.",
            ],
        },
        Section {
            heading: "Kas ir pieteikumā",
            paragraphs: &[
                "Tieši tas, ko redzi dokumentā pirms iesniegšanas: programma, atbildes, dzimšanas datums, e-pasts, \
                 tālrunis un \
                 valoda. Vārdu un personas kodu ņemam no pieslēgšanās.",
                "Apstiprinājumā nav ne vārda, ne personas koda, ne saziņas datu. To var pārbaudīt ikviens, kam to \
                 parādi.",
            ],
        },
        Section {
            heading: "Sīkdatnes",
            paragraphs: &[
                "Lietojam tikai tās, bez kurām nevar pieslēgties. Nekādas statistikas, reklāmas vai citu vietņu \
                 sīkdatņu nav.",
            ],
        },
        Section {
            heading: "Tavas tiesības",
            paragraphs: &[
                "Kontā vari apskatīt un lejupielādēt visu, ko par tevi glabājam, mainīt saziņas datus un slēgt \
                 kontu. Kontu nevar slēgt, kamēr pieteikums gaida lēmumu: mums jāspēj tev atbildēt. Pēc slēgšanas \
                 piecus gadus glabājam tikai to, ka konts bijis un kad slēgts, bez tava vārda un personas koda.",
                "Cik ilgi pieteikumus glabā pēc lēmuma, nosaka normatīvie akti par Eiropas Savienības fondiem. \
                 Precīzu termiņu šī \
                 demonstrācija nenosaka.",
            ],
        },
    ],
};

static EN: PrivacyTexts = PrivacyTexts {
    heading: "Privacy",
    lead: "You can check if you are eligible and view programmes without telling us who you are. We receive your \
           data from the moment you sign in.",
    sections: &[
        Section {
            heading: "What happens on this device",
            paragraphs: &[
                "Your browser checks your answers. They stay on this device until you sign in.",
                "An application that you have started is saved on this device for 7 days: the programme, your \
                 answers and the language. Your email, phone number and date of birth are saved only if you tick \
                 that the device is your own. They are encrypted. This protects a copy of the storage, but not \
                 against another person who uses the same browser.",
                "We never save your name or personal code on the device.",
            ],
        },
        Section {
            heading: "What we receive when you sign in",
            paragraphs: &[
                "When you sign in, we receive your name, personal code and date of birth. Your name, personal code, \
                 contact details and applications are encrypted in the database.",
                "If you sign in while you are filling in an application or an account form, we keep your answers \
                 encrypted for up to 15 minutes so that we can show them to you afterwards.",
                "While you are signed in, your draft is also saved in your account, encrypted, so that you can \
                 continue on another device. It is deleted when you send the application, when you delete the \
                 draft, or 30 days after your last change.",
                "You are signed out after 30 minutes without activity, and after 8 hours at the latest.",
            ],
        },
        Section {
            heading: "What an application contains",
            paragraphs: &[
                "Exactly what you see in the document before you send it: programme, answers, date of birth, email, \
                 phone number and language. Your name and personal code come from your sign-in.",
                "A confirmation does not contain your name, personal code or contact details. Anyone you show it to \
                 can check it.",
            ],
        },
        Section {
            heading: "Cookies",
            paragraphs: &[
                "We only use cookies that are necessary for signing in. We do not use cookies for statistics or \
                 advertising, and there are no third-party cookies.",
            ],
        },
        Section {
            heading: "Your rights",
            paragraphs: &[
                "In your account you can see and download everything we hold about you, change your contact details \
                 and close the account. You cannot close it while you are waiting for a decision, because we need \
                 to be able to contact you. After you close it, we keep a record for 5 years that the account \
                 existed and when it was closed, without your name or personal code.",
                "The rules on European Union funds set how long applications are kept after the decision. This \
                 demonstration does not set the exact period.",
            ],
        },
    ],
};
