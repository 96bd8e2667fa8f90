//! Result of a verification, and the content of a valid confirmation.

use api::{FindingView, ProgrammeDetails};
use leptos::prelude::*;
use rules::language::Language;
use rules::receipt::{ReceiptError, ReceiptFile, SignedFinding, Verified};
use ui::components::notice::{Notice, Tone};
use ui::components::summary_list::{SummaryList, SummaryRow};
use ui::text::format::{call, full_range, instant};

use crate::findings::list::{FindingList, Shown};
use crate::verify::texts as words;

/// Result of a verification.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Checked {
    /// Valid.
    Holds(Verified, Box<Contents>),
    /// Invalid.
    Fails(ReceiptError),
    /// The text is not a confirmation.
    NoConfirmation,
    /// The keys could not be fetched.
    NoKeys,
}

/// Content of a confirmation, with its programme if the catalogue still has it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Contents {
    pub(super) file: ReceiptFile,
    pub(super) details: Option<ProgrammeDetails>,
}

/// The result as text, with the content of a valid confirmation.
pub(super) fn result(language: Language, checked: Checked) -> impl IntoView {
    let texts = words::of(language);
    let (tone, (heading, text)) = match &checked {
        Checked::Holds(verified, _) => (Tone::Good, (texts.verified)(*verified)),
        Checked::Fails(error) => (Tone::Bad, (texts.failed)(*error)),
        Checked::NoConfirmation => (Tone::Bad, texts.no_confirmation),
        Checked::NoKeys => (Tone::Warning, texts.no_keys),
    };
    let what_to_do = matches!(checked, Checked::Fails(_)).then(|| view! { <p>{texts.what_to_do}</p> });
    let contents = match checked {
        Checked::Holds(_, contents) => Some(says(language, *contents)),
        Checked::Fails(_) | Checked::NoConfirmation | Checked::NoKeys => None,
    };
    view! {
        <Notice tone=tone heading=heading>
            <p>{text}</p>
            {what_to_do}
        </Notice>
        {contents}
    }
}

/// Content of a valid confirmation. The content of an invalid one is not shown, because it is not trustworthy.
fn says(language: Language, contents: Contents) -> impl IntoView {
    let texts = words::of(language);
    let signed = contents.file.receipt.signed;
    let (programme, group) = names(language, &signed.programme, &signed.group, contents.details.as_ref());
    let entry = |finding: &SignedFinding| Shown::from(&FindingView::from(finding)).into();
    view! {
        <h2>{texts.says}</h2>
        <SummaryList>
            <SummaryRow name=texts.received>{instant(language, signed.received_at.to_utc())}</SummaryRow>
            <SummaryRow name=texts.call>{call(language, &signed.call)}</SummaryRow>
            <SummaryRow name=texts.programme>{programme}</SummaryRow>
            <SummaryRow name=texts.group>{group}</SummaryRow>
            <SummaryRow name=texts.number>{signed.application}</SummaryRow>
        </SummaryList>
        <FindingList entries=signed.findings.iter().map(entry).collect() />
        <p class="imk-small">{texts.names_nobody}</p>
    }
}

/// Programme and study group by name, or by identifier if the catalogue no longer has them.
fn names(language: Language, programme: &str, group: &str, details: Option<&ProgrammeDetails>) -> (String, String) {
    let known = details.map(|details| &details.programme);
    let days = known.and_then(|known| known.group(group));
    (
        known.map_or_else(|| programme.to_owned(), |known| known.title.get(language).to_owned()),
        days.map_or_else(|| group.to_owned(), |days| full_range(language, days.starts_on, days.ends_on)),
    )
}
