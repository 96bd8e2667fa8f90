//! Texts of the application: steps, summary, declaration and submission errors.

use rules::facts::FactId;
use rules::field::{Field, FieldProblem};
use rules::language::Language;
use rules::money::Cents;
use rules::programme::Funding;
use ui::text::format::money;
use ui::text::problems;

use crate::apply::step::Step;

/// Texts in one language.
pub struct ApplyTexts {
    /// Heading of each step, also the page's title.
    pub heading: fn(Step) -> &'static str,
    /// Number of the step: "4. solis no 4".
    pub step_of: fn(u8, u8) -> String,
    /// Button that continues to the next step.
    pub go_on: &'static str,
    /// Question for the study group.
    pub group_legend: &'static str,
    /// Reason why a study group cannot be chosen; takes the last usable day in the genitive.
    pub group_too_late: fn(&str) -> String,
    /// Before the opening: the application can be prepared.
    pub prepare: &'static str,
    /// After the closing: way forward.
    pub closed: &'static str,
    /// Link to the catalogue.
    pub other_programme: &'static str,
    /// Funding; takes the amount that the grant pays, and the co-payment if there is one.
    pub funding: fn(&str, Option<&str>) -> String,
    /// Text above the questions.
    pub eligibility_intro: &'static str,
    /// Label of an answer from a register.
    pub from_register: &'static str,
    /// Label of a birth date that the person declared when the account opened.
    pub from_account: &'static str,
    /// Offer to sign in, with its advantage.
    pub sign_in_offer: &'static str,
    /// Note that sign-in can wait and that nothing is lost.
    pub sign_in_later: &'static str,
    /// Button that signs in.
    pub sign_in_now: &'static str,
    /// Button that continues without sign-in.
    pub without_sign_in: &'static str,
    /// Hint of the e-mail field: use of the contact data.
    pub email_hint: &'static str,
    /// Hint of the telephone field: accepted numbers.
    pub phone_hint: &'static str,
    /// Question for the language of messages.
    pub language_legend: &'static str,
    /// Label of a language as its answer.
    pub in_language: fn(Language) -> &'static str,
    /// Label of the checkbox for the person's own device.
    pub own_device: &'static str,
    /// Hint of the checkbox: effect of ticking it.
    pub own_device_hint: &'static str,
    /// Consequence of leaving the checkbox unticked.
    pub memory_only: &'static str,
    /// The same consequence if the account stores the draft.
    pub account_only: &'static str,
    /// Note that this browser cannot store the contact data.
    pub cannot_encrypt: &'static str,
    /// Texts of the check step.
    pub check: CheckTexts,
    /// Texts of submission errors.
    pub submit_error: SubmitErrorTexts,
}

/// Texts of the check step and of the preview of the submitted document, which have the same rows.
pub struct CheckTexts {
    /// Heading of the programme section.
    pub programme: &'static str,
    /// Name of the row with the programme's title.
    pub title: &'static str,
    /// Name of the row with the provider.
    pub provider: &'static str,
    /// Name of the row with the study group's dates.
    pub study: &'static str,
    /// Name of the row with the funding.
    pub funding: &'static str,
    /// Heading of the applicant section.
    pub applicant: &'static str,
    /// Name of the row with the person's name.
    pub name: &'static str,
    /// Name of the row with the personal code.
    pub personal_code: &'static str,
    /// Name of the row with the birth date.
    pub birth_date: &'static str,
    /// Heading of the contact section.
    pub contact: &'static str,
    /// Name of the row with the e-mail address.
    pub email: &'static str,
    /// Name of the row with the telephone number.
    pub phone: &'static str,
    /// Name of the row with the language for messages.
    pub language: &'static str,
    /// Heading of the person's answers.
    pub answers: &'static str,
    /// Heading of the facts that the register knows.
    pub register: &'static str,
    /// Label of the checkbox that declares the information true.
    pub declaration: &'static str,
    /// Text for a missing value.
    pub not_given: &'static str,
    /// Text for name and personal code before sign-in.
    pub from_sign_in: &'static str,
    /// Link to the step that changes a value.
    pub change: &'static str,
    /// Heading of the differences between answers and register.
    pub differences: &'static str,
    /// Explanation of the differences.
    pub differences_text: &'static str,
    /// Answer of the person; takes the answer.
    pub you_said: fn(&str) -> String,
    /// Answer of the register; takes the answer.
    pub register_says: fn(&str) -> String,
    /// Link to the preview of the document.
    pub see_document: &'static str,
    /// Main button before the sign-in.
    pub sign_in_to_send: &'static str,
    /// Reason why sign-in is required.
    pub why_sign_in: &'static str,
    /// Submit button.
    pub send: &'static str,
    /// The same button while the request is in flight.
    pub submission: &'static str,
    /// Heading of the section that opens an account.
    pub account: &'static str,
    /// Purpose of the account, and the data that it takes over.
    pub account_text: &'static str,
    /// Label of the checkbox that accepts the terms of use.
    pub accept_terms: &'static str,
    /// Link to the terms of use.
    pub read_terms: &'static str,
    /// Error if the terms are not accepted.
    pub terms_needed: &'static str,
}

/// Texts of submission errors. None of these errors loses typed data.
pub struct SubmitErrorTexts {
    /// The network or the server is unreachable: heading and text.
    pub offline: (&'static str, &'static str),
    /// The session has ended: heading and text.
    pub expired: (&'static str, &'static str),
    /// A source has given the birth date since, and the summary shows it: heading and text.
    pub birth_date_known: (&'static str, &'static str),
    /// Link to the live application.
    pub see_application: &'static str,
    /// Link to the account.
    pub see_account: &'static str,
    /// Button that signs in again.
    pub sign_in_again: &'static str,
}

/// Returns the fact as a noun phrase, for the comparison of answers and register.
pub const fn fact_name(language: Language, fact: FactId) -> &'static str {
    match (language, fact) {
        (Language::Lv, FactId::BirthDate) => "Dzimšanas datums",
        (Language::Lv, FactId::EarlierGrantWithoutChoice) => "Agrāk piešķirts finansējums, bet programma nav izvēlēta",
        (Language::Lv, FactId::StillLearning) => "Pašlaik mācies šajā projektā",
        (Language::Lv, FactId::StillLearningElsewhere) => "Pašlaik mācies citur par valsts vai pašvaldības naudu",
        (Language::Lv, FactId::InterruptedLearning) => "Šajā projektā ir pārtrauktas mācības",
        (Language::Lv, FactId::InterruptedLearningElsewhere) => {
            "Ir pārtrauktas mācības, par kurām maksāja valsts vai pašvaldība"
        }
        (Language::Lv, FactId::CompletedLearning) => "Šajā projektā ir pabeigtas mācības",
        (Language::En, FactId::BirthDate) => "Date of birth",
        (Language::En, FactId::EarlierGrantWithoutChoice) => "Funding granted earlier, but no programme chosen",
        (Language::En, FactId::StillLearning) => "Currently on a course in this project",
        (Language::En, FactId::StillLearningElsewhere) => "Currently on another publicly funded course",
        (Language::En, FactId::InterruptedLearning) => "Course in this project left before finishing",
        (Language::En, FactId::InterruptedLearningElsewhere) => "Another publicly funded course left before finishing",
        (Language::En, FactId::CompletedLearning) => "Course in this project completed",
    }
}

/// Returns how much the grant and the person pay.
pub fn funding(language: Language, shares: &Funding) -> String {
    let own = (shares.co_payment > Cents::ZERO).then(|| money(language, shares.co_payment));
    (of(language).funding)(&money(language, shares.grant), own.as_deref())
}

/// Returns a line of the error summary. The field's name comes first if the error alone does not identify the field.
pub fn summary_line(language: Language, field: &Field, words: String) -> String {
    let Some(name) = name_of(language, field) else { return words };
    let repeated = matches!(field, Field::Fact(fact) if *fact != FactId::BirthDate);
    if !repeated && words == problems::field(language, field, &FieldProblem::Required) {
        return words;
    }
    format!("{name}: {words}")
}

fn name_of(language: Language, field: &Field) -> Option<&'static str> {
    let check = &of(language).check;
    match field {
        Field::Email => Some(check.email),
        Field::Phone => Some(check.phone),
        Field::Fact(FactId::BirthDate) => Some(check.birth_date),
        Field::Fact(fact) => Some(fact_name(language, *fact)),
        Field::Body
        | Field::Call
        | Field::Programme
        | Field::Group
        | Field::Language
        | Field::Declaration
        | Field::Other(_) => None,
    }
}

/// Returns the texts in a language.
pub const fn of(language: Language) -> &'static ApplyTexts {
    match language {
        Language::Lv => &LV,
        Language::En => &EN,
    }
}

static LV: ApplyTexts = ApplyTexts {
    heading: |step| match step {
        Step::Programme => "Kad vēlies mācīties?",
        Step::Eligibility => "Vai vari saņemt finansējumu?",
        Step::SignIn => "Pieslēgties jau tagad?",
        Step::Contact => "Kā ar tevi sazināties?",
        Step::Check => "Pārskati, pirms iesniedz",
    },
    step_of: |number, of| format!("{number}. solis no {of}"),
    go_on: "Turpināt",
    group_legend: "Mācību grupa",
    group_too_late: |day| format!("Mācības beidzas pēc {day}, tāpēc finansējumu tām izmantot nevar."),
    prepare: "Pieteikumu vari sagatavot jau tagad un iesniegt, kad pieteikšanās sāksies.",
    closed: "Ja būs jauna pieteikšanās, par to uzzināsi šīs vietnes sākumlapā. Ja jau pieteicies, pieteikuma gaitu \
             vari redzēt savā kontā.",
    other_programme: "Izvēlēties citu programmu",
    funding: |grant, own| match own {
        None => format!("Finansējums sedz {grant}. Tev nekas nav jāmaksā."),
        Some(own) => format!("Finansējums sedz {grant}. Tev jāmaksā {own}."),
    },
    eligibility_intro: "Atbildi, un uzreiz redzēsi sākotnējo vērtējumu.",
    from_register: "No reģistra",
    from_account: "No tava konta",
    sign_in_offer: "Tad nebūs jāraksta dzimšanas datums un tas, kas par tevi jau ir projekta reģistros. Ja tev ir \
                    mācību konts, aizpildīsim arī e‑pastu un tālruni.",
    sign_in_later: "Vari to izdarīt arī vēlāk: pieslēgties vajag tikai pirms iesniegšanas. Tas, ko ierakstīji, \
                    nepazudīs.",
    sign_in_now: "Pieslēgties tagad",
    without_sign_in: "Turpināt bez pieslēgšanās",
    email_hint: "Uz šo adresi VIAA var rakstīt par tavu pieteikumu.",
    phone_hint: "Ja numurs ir ārzemju, raksti arī valsts kodu, piemēram, +49.",
    language_legend: "Kādā valodā tev rakstīt?",
    in_language: |language| match language {
        Language::Lv => "Latviski",
        Language::En => "Angliski",
    },
    own_device: "Šī ir mana ierīce",
    own_device_hint: "Glabāt šajā ierīcē arī manu e‑pastu, tālruni un dzimšanas datumu. Tos šifrējam un pēc \
                      7\u{a0}dienām izdzēšam.",
    memory_only: "Ja neatzīmēsi, e‑pastu, tālruni un dzimšanas datumu šajā ierīcē neglabāsim un pēc lapas \
                  aizvēršanas tie būs jāraksta vēlreiz.",
    account_only: "Ja neatzīmēsi, e‑pastu, tālruni un dzimšanas datumu šajā ierīcē neglabāsim. Tie būs tavā kontā, \
                   līdz melnrakstu nosūtīsi vai izdzēsīsi.",
    cannot_encrypt: "Šis pārlūks neļauj tos droši glabāt, tāpēc pēc lapas aizvēršanas tie būs jāraksta vēlreiz.",
    check: CheckTexts {
        programme: "Programma",
        title: "Nosaukums",
        provider: "Izglītības iestāde",
        study: "Mācības",
        funding: "Finansējums",
        applicant: "Par tevi",
        name: "Vārds, uzvārds",
        personal_code: "Personas kods",
        birth_date: "Dzimšanas datums",
        contact: "Saziņa",
        email: "E‑pasts",
        phone: "Tālrunis",
        language: "Valoda",
        answers: "Tavas atbildes",
        register: "Ko par tevi zina projekta reģistrs",
        declaration: "Apliecinu, ka sniegtās ziņas ir patiesas",
        not_given: "Nav norādīts",
        from_sign_in: "Redzēsi pēc pieslēgšanās",
        change: "Mainīt",
        differences: "Reģistrā ir citādi",
        differences_text: "Pieteikumā būs gan tava atbilde, gan reģistra ziņa; vērtējumā ņemam vērā reģistru. Ja \
                           kļūdījies tu, izlabo atbildi; ja kļūda ir reģistrā, raksti VIAA. Pieteikumu vari iesniegt \
                           jau tagad.",
        you_said: |answer| format!("Tu norādīji: {answer}"),
        register_says: |answer| format!("Reģistrā: {answer}"),
        see_document: "Apskatīt dokumentu, kas tiks nosūtīts",
        sign_in_to_send: "Pieslēgties, lai iesniegtu",
        why_sign_in: "Kad pieslēgsies, saņemsim tavu vārdu un personas kodu. Tas, ko ierakstīji, nepazudīs; pēc \
                      pieslēgšanās vēl jānospiež „Iesniegt pieteikumu“.",
        send: "Iesniegt pieteikumu",
        submission: "Iesniedzam…",
        account: "Tavs mācību konts",
        account_text: "Ja konta tev vēl nav, atvērsim to kopā ar pieteikumu: ar to pašu e‑pastu, tālruni un valodu.",
        accept_terms: "Piekrītu mācību konta noteikumiem",
        read_terms: "Lasīt noteikumus",
        terms_needed: "Lai turpinātu, piekrīti konta noteikumiem",
    },
    submit_error: SubmitErrorTexts {
        offline: (
            "Pieteikumu neizdevās nosūtīt",
            "Varbūt nav interneta, varbūt mums ir traucējums. Tas, ko ierakstīji, ir saglabāts. Mēģini vēlreiz: ja \
             pieteikums tomēr ir saņemts, otrreiz to nereģistrēsim.",
        ),
        expired: (
            "Sesija ir beigusies",
            "Pieteikums vēl nav nosūtīts. Pieslēdzies vēlreiz; tas, ko ierakstīji, nepazudīs.",
        ),
        birth_date_known: (
            "Tavu dzimšanas datumu jau zinām",
            "Pieteikums vēl nav nosūtīts. Augstāk tagad redzams datums, ko zinām. Pārbaudi to un iesniedz vēlreiz.",
        ),
        see_application: "Skatīt iesniegto pieteikumu",
        see_account: "Uz manu kontu",
        sign_in_again: "Pieslēgties vēlreiz",
    },
};

static EN: ApplyTexts = ApplyTexts {
    heading: |step| match step {
        Step::Programme => "When would you like to learn?",
        Step::Eligibility => "Can you get the funding?",
        Step::SignIn => "Sign in now?",
        Step::Contact => "How can we reach you?",
        Step::Check => "Check your answers before you send",
    },
    step_of: |number, of| format!("Step {number} of {of}"),
    go_on: "Continue",
    group_legend: "Study group",
    group_too_late: |day| format!("This group ends after {day}, so you cannot use the funding for it."),
    prepare: "You can prepare your application now and send it when applications open.",
    closed: "If applications open again, we will say so on the first page. If you have applied, you can follow your \
             application in your account.",
    other_programme: "Choose another programme",
    funding: |grant, own| match own {
        None => format!("Funding covers {grant}. You pay nothing."),
        Some(own) => format!("Funding covers {grant}. You pay {own}."),
    },
    eligibility_intro: "Answer the questions to see straight away whether you can get the funding.",
    from_register: "From the register",
    from_account: "From your account",
    sign_in_offer: "You will not need to enter your date of birth or anything the project already knows about you. \
                    If you have a learning account, we fill in your email and phone number from it.",
    sign_in_later: "You can also sign in later. You only need to sign in before you send the application. Your \
                    answers are saved.",
    sign_in_now: "Sign in now",
    without_sign_in: "Continue without signing in",
    email_hint: "VIAA may use this address to contact you about your application.",
    phone_hint: "For a number outside Latvia, include the country code, for example +49.",
    language_legend: "Which language should we use to contact you?",
    in_language: |language| match language {
        Language::Lv => "Latvian",
        Language::En => "English",
    },
    own_device: "This is my own device",
    own_device_hint: "Save my email, phone number and date of birth on this device. They are encrypted and deleted \
                      after 7 days.",
    memory_only: "Unless you tick this, we do not save your email, phone number and date of birth on this device. \
                  If you reload or close the page, you will have to enter them again.",
    account_only: "Unless you tick this, we do not save your email, phone number and date of birth on this device. \
                   They are saved in your account until you send or delete the draft.",
    cannot_encrypt: "This browser does not let us store them securely. If you reload or close this page, you will have \
                  to enter them again.",
    check: CheckTexts {
        programme: "Programme",
        title: "Title",
        provider: "Training provider",
        study: "Training",
        funding: "Funding",
        applicant: "About you",
        name: "Name",
        personal_code: "Personal identity number",
        birth_date: "Date of birth",
        contact: "Contact details",
        email: "Email",
        phone: "Phone number",
        language: "Language",
        answers: "Your answers",
        register: "What the project’s register knows about you",
        declaration: "I declare that the information I have given is true",
        not_given: "Not provided",
        from_sign_in: "Shown after you sign in",
        change: "Change",
        differences: "The register has different information",
        differences_text: "Your application will contain both your answer and the information from the register. \
                           The assessment uses the register. If your answer is wrong, change it; if the register is \
                           wrong, contact VIAA. You can send the application now.",
        you_said: |answer| format!("Your answer: {answer}"),
        register_says: |answer| format!("Register: {answer}"),
        see_document: "View the document you will send",
        sign_in_to_send: "Sign in to send",
        why_sign_in: "We get your name and personal identity number when you sign in. Your answers are saved. After \
                      signing in, select ‘Send application’.",
        send: "Send application",
        submission: "Submission…",
        account: "Your learning account",
        account_text: "If you do not have an account yet, we will open one when you apply, with the same email, \
                       phone number and language.",
        accept_terms: "I accept the terms of the learning account",
        read_terms: "Read the terms",
        terms_needed: "Accept the terms of the account to continue",
    },
    submit_error: SubmitErrorTexts {
        offline: (
            "We could not send your application",
            "You may be offline, or there is a problem with the service. Your answers are saved. Try again: you \
             will not send the application twice.",
        ),
        expired: (
            "Your session has expired",
            "Your application has not been sent. Sign in again. Your answers are saved.",
        ),
        birth_date_known: (
            "We already have your date of birth",
            "Your application has not been sent. The date of birth we have is now shown above. Check it and send \
             the application again.",
        ),
        see_application: "View the application you sent",
        see_account: "Go to my account",
        sign_in_again: "Sign in again",
    },
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn summary_line_names_its_field() {
        let line = |field, problem: &str| summary_line(Language::Lv, &field, problem.to_owned());
        assert_eq!(line(Field::Email, "Trūkst daļas aiz „@“"), "E‑pasts: Trūkst daļas aiz „@“");
        assert_eq!(line(Field::Phone, "Latvijas numurā ir 8 cipari"), "Tālrunis: Latvijas numurā ir 8 cipari");
        assert_eq!(line(Field::Email, "Ieraksti e\u{2011}pasta adresi."), "Ieraksti e\u{2011}pasta adresi.");
        assert_eq!(line(Field::Group, "Izvēlies mācību grupu."), "Izvēlies mācību grupu.");
        assert_eq!(
            line(Field::Fact(FactId::StillLearning), "Atbildi ar „Jā“ vai „Nē“."),
            "Pašlaik mācies šajā projektā: Atbildi ar „Jā“ vai „Nē“."
        );
    }
}
