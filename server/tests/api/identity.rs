//! Identity-dependent behaviour: draft hand-off, parallel sessions, roles, recent sign-ins, birth dates.
//!
//! The scripted provider returns the identity that a test sets; `tests/identity` tests real providers.

use std::sync::{Arc, Mutex};

use api::{ApiProblem, Role};
use axum::http::{StatusCode, header};
use axum::routing::get;
use chrono::{DateTime, TimeDelta, Utc};
use rules::facts::Facts;
use rules::personal_code::PersonalCode;
use serde_json::json;
use server::identity::provider::ProviderLogout;
use server::identity::provider::{
    AuthorizationRequest, BoxFuture, CallbackParams, Identity, IdentityError, IdentityProvider, Redirect,
};
use server::identity::session::RecentSignIn;
use server::people::roles::{AgencyStaff, Auditor, ProviderMember};
use server::people::store::RoleGrant;
use server::platform::random;

use crate::support::{Client, MORNING, TestApp, open_account};

/// Provider that returns the result a test sets.
#[derive(Clone)]
struct ScriptedProvider(Arc<Mutex<Result<Identity, IdentityError>>>);

impl ScriptedProvider {
    fn new() -> Self {
        Self(Arc::new(Mutex::new(Ok(janis()))))
    }

    fn returns(&self, result: Result<Identity, IdentityError>) {
        *self.0.lock().unwrap() = result;
    }
}

/// Person with a new-form personal code and no birth date from the provider.
fn janis() -> Identity {
    Identity {
        issuer: "https://id.example.lv".into(),
        subject: "janis".into(),
        code: PersonalCode::parse("339876-54321").unwrap(),
        former_codes: Vec::new(),
        name: "Jānis Bērziņš".into(),
        register: Facts::default(),
        auth_time: Some(morning()),
        acr: Some("high".into()),
        provider_session: None,
    }
}

fn morning() -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(MORNING).unwrap().to_utc()
}

impl IdentityProvider for ScriptedProvider {
    fn state_parameter(&self) -> &'static str {
        "wctx"
    }

    fn begin<'a>(&'a self, request: AuthorizationRequest<'a>) -> BoxFuture<'a, Redirect> {
        let location = format!("https://id.example.lv/?state={}", request.state);
        Box::pin(async { Ok(Redirect { location, flow_state: "kept".into() }) })
    }

    fn finish<'a>(&'a self, callback: CallbackParams<'a>) -> BoxFuture<'a, Identity> {
        assert_eq!(callback.flow_state, "kept");
        let result = self.0.lock().unwrap().clone();
        Box::pin(async { result })
    }

    fn is_strong(&self, acr: Option<&str>) -> bool {
        acr == Some("high")
    }

    fn sign_out(&self, _: DateTime<Utc>) -> BoxFuture<'_, Option<String>> {
        Box::pin(async { Ok(Some("https://id.example.lv/end".into())) })
    }

    fn verify_logout<'a>(&'a self, _: &'a str, _: DateTime<Utc>) -> BoxFuture<'a, ProviderLogout> {
        Box::pin(async { Err(IdentityError::unverified("not_here")) })
    }
}

async fn app(provider: &ScriptedProvider) -> TestApp {
    let provider = provider.clone();
    TestApp::with(move |state| state.identity = Some(Arc::new(provider))).await
}

/// Signs in by a form with the state in `wctx`, as in WS-Federation.
async fn sign_in(client: &mut Client, draft: Option<&str>) -> crate::support::Response {
    let state = client.start_sign_in(draft).await;
    client.finish_sign_in_with(&format!("wctx={state}&wresult=token")).await
}

async fn signed_in(app: &TestApp) -> Client {
    let mut client = app.visitor();
    assert_eq!(sign_in(&mut client, None).await.expect(303).headers[header::LOCATION], "/konts");
    client
}

async fn grant(app: &TestApp, client: &Client, role: Role, until: Option<DateTime<Utc>>) -> String {
    let code = app.state.cipher.lookup(PersonalCode::parse("339876-54321").unwrap()).to_string();
    let person = app.state.store.person_by_code(&code).await.unwrap().unwrap();
    assert_ne!(client.get("session").await.json()["person"], json!(null));
    let (id, given_at) = (random::id().unwrap(), app.state.clock.now());
    let grant = RoleGrant { id: id.clone(), person, role, given_by: "operator".into(), given_at, expires_at: until };
    app.state.store.grant_role(&grant, &random::id().unwrap()).await.unwrap();
    id
}

#[tokio::test]
async fn rejected_sign_in_returns_the_draft_to_the_same_browser() {
    let provider = ScriptedProvider::new();
    let app = app(&provider).await;
    provider.returns(Err(IdentityError { problem: ApiProblem::SignInCancelled, reason: "cancelled" }));
    let (mut janis, mut thief) = (app.visitor(), app.visitor());
    thief.start_sign_in(None).await;
    let response = sign_in(&mut janis, Some("what Jānis typed")).await;
    assert_eq!(response.rejection_code(), "sign_in_cancelled");
    assert!(response.headers[header::LOCATION].to_str().unwrap().ends_with("&atpakal=%2Fkonts"));
    assert_eq!(thief.take_draft("sign-in/draft", 1).await, json!(null));
    assert_eq!(app.visitor().take_draft("sign-in/draft", 1).await, json!(null));
    let late = janis.at(&app.later("2025-06-10T09:29:00+03:00").await);
    assert_eq!(late.take_draft("sign-in/draft", 1).await, json!(null), "after 15 minutes");
    assert_eq!(janis.take_draft("sign-in/draft", 1).await, json!("what Jānis typed"));
    assert_eq!(janis.take_draft("sign-in/draft", 2).await, json!(null));
    assert_eq!(
        janis.take_draft("sign-in/draft", 1).await,
        json!("what Jānis typed"),
        "a repeated request with the same key"
    );
    sign_in(&mut janis, Some("what Jānis typed since")).await.expect(303);
    assert_eq!(
        janis.take_draft("sign-in/draft", 3).await,
        json!("what Jānis typed since"),
        "the draft of a later sign-in"
    );
    provider.returns(Ok(self::janis()));
    sign_in(&mut janis, Some("what Jānis typed")).await.expect(303);
    assert_eq!(janis.take_draft("session/draft", 1).await, json!("what Jānis typed"));
}

#[tokio::test]
async fn internal_failure_redirects_without_the_cause() {
    let provider = ScriptedProvider::new();
    let app = app(&provider).await;
    let mut janis = app.visitor();
    let state = janis.start_sign_in(None).await;
    app.state.store.close().await;
    assert_eq!(janis.finish_sign_in_with(&format!("wctx={state}")).await.rejection_code(), "sign_in_unavailable");
}

#[tokio::test]
async fn handed_over_draft_is_bound_to_its_session() {
    let provider = ScriptedProvider::new();
    let app = app(&provider).await;
    let mut janis = app.visitor();
    sign_in(&mut janis, Some("what Jānis typed")).await.expect(303);
    let other = signed_in(&app).await;
    assert_eq!(other.take_draft("session/draft", 1).await, json!(null), "another session");
    app.visitor().post("session/draft", &json!({})).await.expect_code(401, "sign_in_required");
    let late = janis.at(&app.later("2025-06-10T09:29:00+03:00").await);
    assert_eq!(late.take_draft("session/draft", 1).await, json!(null), "after 15 minutes");
    for file in app.database_files() {
        assert!(!String::from_utf8_lossy(&file).contains("typed"), "the draft is not encrypted");
    }
}

#[tokio::test]
async fn planted_session_cookie_is_replaced_at_sign_in() {
    let provider = ScriptedProvider::new();
    let app = app(&provider).await;
    let mut janis = app.visitor();
    let planted = "0".repeat(64);
    janis.cookies.push(("imk".into(), planted.clone()));
    sign_in(&mut janis, None).await.expect(303);
    let cookie = janis.cookies.iter().find(|(name, _)| name == "imk").unwrap();
    assert_ne!(cookie.1, planted);
    let mut thief = app.visitor();
    thief.cookies.push(("imk".into(), planted));
    thief.get("messages").await.expect_code(401, "sign_in_required");
}

#[tokio::test]
async fn second_sign_in_ends_the_previous_session() {
    let provider = ScriptedProvider::new();
    let app = app(&provider).await;
    let mut janis = signed_in(&app).await;
    let before = janis.clone();
    sign_in(&mut janis, None).await.expect(303);
    before.get("messages").await.expect_code(401, "sign_in_required");
    janis.get("messages").await.expect(200);
}

#[tokio::test]
async fn sessions_are_listed_and_ended_one_by_one_or_all_at_once() {
    let provider = ScriptedProvider::new();
    let app = app(&provider).await;
    let (phone, desktop) = (signed_in(&app).await, signed_in(&app).await);
    let listed = phone.get("sign-ins").await.expect(200).json();
    let sign_ins = listed["sign_ins"].as_array().unwrap().clone();
    assert_eq!(sign_ins.iter().filter(|one| one["current"] == true).count(), 1);
    assert_eq!((sign_ins.len(), sign_ins[0]["begun_at"].as_str()), (2, Some(MORNING)));
    let other = sign_ins.iter().find(|one| one["current"] == false).unwrap()["id"].as_str().unwrap();

    provider.returns(Ok(Identity {
        subject: "toms".into(),
        code: PersonalCode::parse("010101-10006").unwrap(),
        ..janis()
    }));
    let toms = signed_in(&app).await;
    let foreign = toms.delete(&format!("sign-ins/{other}")).await.expect_code(404, "not_found").text;
    let missing = toms.delete("sign-ins/0000-0000-0000-0000").await.expect_code(404, "not_found").text;
    assert_eq!(foreign, missing, "another person's session is reported as missing");
    phone.delete(&format!("sign-ins/{other}")).await.expect(204);
    desktop.get("messages").await.expect_code(401, "sign_in_required");

    provider.returns(Ok(janis()));
    let tablet = signed_in(&app).await;
    let response = phone.post("sign-out/everywhere", &json!({})).await.expect(200);
    assert_eq!(response.json(), json!({ "location": "https://id.example.lv/end" }));
    for ended in [&phone, &tablet] {
        ended.get("messages").await.expect_code(401, "sign_in_required");
    }
    toms.get("messages").await.expect(200);
}

#[tokio::test]
async fn name_with_quotes_is_shown_unchanged() {
    let provider = ScriptedProvider::new();
    let app = app(&provider).await;
    for (number, name) in (0..).zip(["Anna O'Brien", "Robert'); DROP TABLE person; --", "\"\\' OR '1'='1' /* $1"]) {
        let code = PersonalCode::parse(&format!("32000000{number:03}")).unwrap();
        provider.returns(Ok(Identity { name: name.into(), subject: name.into(), code, ..janis() }));
        for _ in 0..2 {
            let session = signed_in(&app).await.get("session").await.expect(200).json();
            assert_eq!(session["person"]["name"], name);
        }
    }
}

#[tokio::test]
async fn sign_in_matching_two_people_is_rejected() {
    let provider = ScriptedProvider::new();
    let app = app(&provider).await;
    signed_in(&app).await;
    let toms = Identity { subject: "toms".into(), code: PersonalCode::parse("010101-10006").unwrap(), ..janis() };
    provider.returns(Ok(toms.clone()));
    signed_in(&app).await;
    provider.returns(Ok(Identity { subject: "janis".into(), ..toms.clone() }));
    assert_eq!(sign_in(&mut app.visitor(), None).await.rejection_code(), "identity_conflict");
    provider.returns(Ok(Identity { subject: "newcomer".into(), former_codes: vec![janis().code], ..toms }));
    assert_eq!(sign_in(&mut app.visitor(), None).await.rejection_code(), "identity_conflict");
}

#[tokio::test]
async fn changed_personal_code_finds_the_same_account() {
    let provider = ScriptedProvider::new();
    let app = app(&provider).await;
    let first = signed_in(&app).await;
    first.put("session/birth-date", &json!({ "birth_date": "1990-01-02" })).await.expect(204);
    let account = first.post("account", &open_account()).await.expect(201).text;
    let new = PersonalCode::parse("321234-56789").unwrap();
    let renamed = Identity { code: new, former_codes: vec![janis().code], subject: "new name".into(), ..janis() };
    for identity in [renamed, Identity { code: PersonalCode::parse("350000-00000").unwrap(), ..janis() }] {
        provider.returns(Ok(identity));
        let again = signed_in(&app).await;
        assert_eq!(again.get("account").await.expect(200).text, account);
    }
    let session = signed_in(&app).await.get("session").await.json();
    assert_eq!(session["person"]["personal_code_masked"], "35••••-•••••");
}

#[tokio::test]
async fn birth_date_prefers_provider_then_code_then_declaration() {
    let provider = ScriptedProvider::new();
    let app = app(&provider).await;
    let birth_date = async |client: &Client| {
        let person = client.get("session").await.expect(200).json()["person"].clone();
        (person["register"]["birth_date"].clone(), person["birth_date_source"].clone())
    };
    let janis = signed_in(&app).await;
    assert_eq!(birth_date(&janis).await, (json!(null), json!(null)));
    janis.post("account", &open_account()).await.expect_code(422, "birth_date_unknown");
    for wrong in ["2025-06-11", "1905-06-09"] {
        let response = janis.put("session/birth-date", &json!({ "birth_date": wrong })).await;
        response.expect_code(422, "application_invalid");
    }
    janis.put("session/birth-date", &json!({ "birth_date": "1990-13-02" })).await.expect_code(400, "body_invalid");
    janis.put("session/birth-date", &json!({ "birth_date": "2007-06-11" })).await.expect(204);
    janis.post("account", &open_account()).await.expect_code(403, "under_age");
    janis.put("session/birth-date", &json!({ "birth_date": "2007-06-10" })).await.expect(204);
    assert_eq!(birth_date(&janis).await, (json!("2007-06-10"), json!("declared")));
    janis.post("account", &open_account()).await.expect(201);
    // An account fixes the birth date; repeating the same date is accepted.
    let other = janis.put("session/birth-date", &json!({ "birth_date": "1990-01-02" })).await;
    other.expect_code(409, "birth_date_known");
    janis.put("session/birth-date", &json!({ "birth_date": "2007-06-10" })).await.expect(204);
    assert_eq!(birth_date(&janis).await, (json!("2007-06-10"), json!("declared")));

    let old = Identity { subject: "old".into(), code: PersonalCode::parse("010101-10006").unwrap(), ..self::janis() };
    provider.returns(Ok(old.clone()));
    let by_code = signed_in(&app).await;
    assert_eq!(birth_date(&by_code).await, (json!("1901-01-01"), json!("personal_code")));
    let declared = by_code.put("session/birth-date", &json!({ "birth_date": "1990-01-02" })).await;
    declared.expect_code(409, "birth_date_known");
    let register = Facts { birth_date: "1901-01-02".parse().ok(), ..Facts::default() };
    provider.returns(Ok(Identity { register, ..old }));
    assert_eq!(birth_date(&signed_in(&app).await).await, (json!("1901-01-02"), json!("identity_provider")));
}

#[tokio::test]
async fn each_role_grants_only_its_own_routes() {
    let provider = ScriptedProvider::new();
    let app = app(&provider)
        .await
        .with_route("try/auditor", get(async |_: Auditor| StatusCode::OK))
        .with_route("try/staff", get(async |_: AgencyStaff| StatusCode::OK))
        .with_route("try/member", get(async |member: ProviderMember| member.provider));
    let routes = ["try/auditor", "try/staff", "try/member"];
    for route in routes {
        app.visitor().get(route).await.expect_code(401, "sign_in_required");
    }
    let janis = signed_in(&app).await;
    let roles = [Role::Auditor, Role::AgencyStaff, Role::ProviderMember { provider: "rtu".into() }];
    for (own, role) in routes.into_iter().zip(roles) {
        let id = grant(&app, &janis, role.clone(), Some(morning() + TimeDelta::hours(1))).await;
        assert_eq!(janis.get("session").await.json()["person"]["roles"], json!([role]));
        for route in routes {
            let response = janis.get(route).await;
            if route == own {
                assert_eq!(response.expect(200).text, if route == "try/member" { "rtu" } else { "" });
            } else {
                response.expect_code(403, "role_required");
            }
        }
        assert!(app.state.store.revoke_role(&id, "operator", &random::id().unwrap(), morning()).await.unwrap());
        janis.get(own).await.expect_code(403, "role_required");
    }
    grant(&app, &janis, Role::Auditor, Some(morning() + TimeDelta::minutes(20))).await;
    janis.get("audit").await.expect(200);
    let ended = janis.at(&app.later("2025-06-10T09:34:00+03:00").await);
    ended.get("audit").await.expect_code(403, "role_required");
}

#[tokio::test]
async fn auditors_read_the_audit_log_by_page() {
    let provider = ScriptedProvider::new();
    let app = app(&provider).await;
    app.visitor().get("audit").await.expect_code(401, "sign_in_required");
    let janis = signed_in(&app).await;
    janis.get("audit").await.expect_code(403, "role_required");
    for _ in 0..101 {
        grant(&app, &janis, Role::Auditor, None).await;
    }
    // 101 grants and one sign-in.
    let first = janis.get("audit").await.expect(200).json();
    assert_eq!(first["entries"].as_array().unwrap().len(), 100);
    let next = first["next"].as_str().unwrap();
    let second = janis.get(&format!("audit?before={next}")).await.expect(200).json();
    assert_eq!((second["entries"].as_array().unwrap().len(), &second["next"]), (2, &json!(null)));
    let actions: Vec<_> = [&first, &second]
        .iter()
        .flat_map(|page| page["entries"].as_array().unwrap())
        .map(|entry| entry["action"].as_str().unwrap())
        .collect();
    assert_eq!(actions.iter().filter(|action| **action == "role_granted").count(), 101);
    assert_eq!(actions.iter().filter(|action| **action == "signed_in").count(), 1);
    janis.get("audit?before=nothing").await.expect_code(404, "not_found");
    janis.get("audit?after=nothing").await.expect_code(400, "body_invalid");
}

#[tokio::test]
async fn sensitive_route_requires_a_strong_sign_in_within_5_minutes() {
    let provider = ScriptedProvider::new();
    let guarded = |app: TestApp| app.with_route("try/money", get(async |_: RecentSignIn| StatusCode::OK));
    let app = guarded(app(&provider).await);
    app.visitor().get("try/money").await.expect_code(401, "sign_in_required");
    let ago = |seconds| Some(morning() - TimeDelta::seconds(seconds));
    let cases = [
        (ago(0), Some("high"), true),
        (ago(300), Some("high"), true),
        (ago(301), Some("high"), false),
        (None, Some("high"), false),
        (ago(0), Some("low"), false),
        (ago(0), None, false),
    ];
    for (auth_time, acr, is_accepted) in cases {
        provider.returns(Ok(Identity { auth_time, acr: acr.map(str::to_owned), ..janis() }));
        let response = signed_in(&app).await.get("try/money").await;
        if is_accepted {
            response.expect(200);
        } else {
            response.expect_code(401, "step_up_required");
        }
    }
}
