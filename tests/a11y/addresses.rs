//! Where barriers are put: pages in their usual state, on which the checks find nothing.

use imk_tests::{Page, Result};

use crate::steps::{self, ANNA_BORN, GO_ON};

/// A page in a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Address {
    Home,
    Question,
    /// A question that is answered by one of two radio buttons.
    Choice,
    Verdict,
    Programmes,
    Programme,
    Contact,
    /// The contact step, sent without an e-mail address.
    ContactMistake,
    Terms,
    Help,
}

impl Address {
    /// The place with this name in the list of barriers.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "home" => Self::Home,
            "question" => Self::Question,
            "choice" => Self::Choice,
            "verdict" => Self::Verdict,
            "programmes" => Self::Programmes,
            "programme" => Self::Programme,
            "contact" => Self::Contact,
            "contact-mistake" => Self::ContactMistake,
            "terms" => Self::Terms,
            "help" => Self::Help,
            _ => return None,
        })
    }

    /// Brings the page there.
    pub(crate) async fn open(self, page: &Page) -> Result {
        match self {
            Self::Home => steps::open(page, "/").await,
            Self::Question => steps::open(page, "/atbilstiba").await,
            Self::Choice => steps::open(page, "/atbilstiba?jautajums=2").await,
            Self::Verdict => {
                steps::get_verdict(page, ANNA_BORN, ["Nē", "Nē", "Jā"]).await?;
                page.heading_is("Pēc tavām atbildēm šoreiz finansējumu nevari saņemt").await
            }
            Self::Programmes => steps::open(page, "/programmas").await,
            Self::Programme => steps::open(page, "/programmas/p-001").await,
            Self::Contact => steps::open(page, "/pieteikums/p-001?solis=3").await,
            Self::ContactMistake => {
                steps::open(page, "/pieteikums/p-001?solis=3").await?;
                page.click_button(GO_ON).await?;
                page.sees("Ieraksti e-pasta adresi").await
            }
            Self::Terms => steps::open(page, "/noteikumi").await,
            Self::Help => steps::open(page, "/palidziba").await,
        }
    }
}
