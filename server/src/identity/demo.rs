//! Demonstration identity provider: a page of the app lists invented people and posts the selection to the callback,
//! as a real provider would. It exists only in demonstration mode.

use std::sync::Arc;

use api::page_paths::SIGN_IN;
use api::page_paths::query::STATE;
use chrono::{DateTime, Utc};

use super::provider::{
    AuthorizationRequest, BoxFuture, CallbackParams, Identity, IdentityError, IdentityProvider, ProviderLogout,
    Redirect,
};
use crate::identity::demo_people::DemoPeople;

/// Issuer name.
const ISSUER: &str = "urn:imk:demonstration";

/// Provider with the invented people.
pub struct DemoProvider {
    people: Arc<DemoPeople>,
    base_path: Arc<str>,
}

impl DemoProvider {
    /// Creates a provider whose page is under the base path.
    pub fn new(people: Arc<DemoPeople>, base_path: Arc<str>) -> Self {
        Self { people, base_path }
    }
}

impl IdentityProvider for DemoProvider {
    fn begin<'a>(&'a self, request: AuthorizationRequest<'a>) -> BoxFuture<'a, Redirect> {
        let location = format!("{}/{SIGN_IN}?{STATE}={}", self.base_path, request.state);
        Box::pin(async { Ok(Redirect { location, flow_state: String::new() }) })
    }

    fn finish<'a>(&'a self, callback: CallbackParams<'a>) -> BoxFuture<'a, Identity> {
        Box::pin(async move {
            let id = callback.parameters.get("person").ok_or(IdentityError::unknown_person("nobody_chosen"))?;
            let person = self.people.person(id).ok_or(IdentityError::unknown_person("nobody_of_this_name"))?;
            Ok(Identity {
                issuer: ISSUER.to_owned(),
                subject: id.to_owned(),
                code: person.code,
                former_codes: Vec::new(),
                name: person.name,
                register: person.register,
                auth_time: Some(callback.now),
                acr: None,
                provider_session: None,
            })
        })
    }

    /// Always true, so that operations with a recent sign-in can be tried in the demonstration.
    fn is_strong(&self, _: Option<&str>) -> bool {
        true
    }

    fn sign_out(&self, _: DateTime<Utc>) -> BoxFuture<'_, Option<String>> {
        Box::pin(async { Ok(None) })
    }

    fn verify_logout<'a>(&'a self, _: &'a str, _: DateTime<Utc>) -> BoxFuture<'a, ProviderLogout> {
        Box::pin(async { Err(IdentityError::unverified("no_such_provider")) })
    }
}
