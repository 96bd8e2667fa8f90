//! The demonstration's identity provider: a page of the app that lists invented people and posts the choice, as a real
//! provider would send the browser back. It exists only where the demonstration is switched on.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::provider::{Answer, Begin, Departure, Identity, IdentityProvider, Refusal, WayBack};
use crate::identity::demo_people::DemoPeople;
use crate::identity::store::EndedAtProvider;

/// The page of the app that stands for the identity provider.
const PAGE: &str = "/pieslegties";

/// Stands in the place of an issuer's address.
const ISSUER: &str = "urn:imk:demonstration";

/// The invented people, to be chosen from.
pub struct DemoProvider {
    people: Arc<DemoPeople>,
    base_path: Arc<str>,
}

impl DemoProvider {
    /// A provider whose page lies under the base path.
    pub fn new(people: Arc<DemoPeople>, base_path: Arc<str>) -> Self {
        Self { people, base_path }
    }
}

impl IdentityProvider for DemoProvider {
    fn begin<'a>(&'a self, asked: Begin<'a>) -> Answer<'a, Departure> {
        let location = format!("{}{PAGE}?state={}", self.base_path, asked.state);
        Box::pin(async { Ok(Departure { location, kept: String::new() }) })
    }

    fn finish<'a>(&'a self, back: WayBack<'a>) -> Answer<'a, Identity> {
        Box::pin(async move {
            let id = back.parameters.get("person").ok_or(Refusal::unknown_person("nobody_chosen"))?;
            let person = self.people.person(id).ok_or(Refusal::unknown_person("nobody_of_this_name"))?;
            Ok(Identity {
                issuer: ISSUER.to_owned(),
                subject: id.to_owned(),
                code: person.code,
                former_codes: Vec::new(),
                name: person.name,
                register: person.register,
                auth_time: Some(back.now),
                acr: None,
                provider_session: None,
            })
        })
    }

    /// Nobody proves anything here; what wants a strong sign-in can be tried all the same.
    fn is_strong(&self, _: Option<&str>) -> bool {
        true
    }

    fn sign_out(&self, _: DateTime<Utc>) -> Answer<'_, Option<String>> {
        Box::pin(async { Ok(None) })
    }

    fn ended<'a>(&'a self, _: &'a str, _: DateTime<Utc>) -> Answer<'a, EndedAtProvider> {
        Box::pin(async { Err(Refusal::unverified("no_such_provider")) })
    }
}
