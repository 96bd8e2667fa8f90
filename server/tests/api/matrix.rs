//! Access matrix from the API's OpenAPI document: every operation, called by every kind of caller, for an object of
//! another person and for a missing object. A new operation in the document is in the matrix automatically.

use api::Role;
use axum::body::Body;
use serde_json::{Value, json};

use server::people::store::RoleGrant;
use server::platform::random;

use crate::support::{Client, Response, TestApp, application, key, open_account};

/// Well-formed id of a missing object.
const MISSING: &str = "0000-0000-0000-0000";

/// Texts of the owner that must not appear in responses to other callers.
const OWNERS: [&str; 4] = ["Anna", "annas-own@epasts.lv", "26123456", "140388"];

/// Caller with its roles.
struct Caller {
    name: &'static str,
    /// Values of `x-imk-roles` that admit this caller.
    roles: &'static [&'static str],
    client: Client,
}

/// Operation of the OpenAPI document.
struct Operation {
    method: String,
    path: String,
    roles: Vec<String>,
}

impl Operation {
    fn is_for(&self, caller: &Caller) -> bool {
        self.roles.iter().any(|role| caller.roles.contains(&role.as_str()))
    }

    /// Whether the operation ends the session that the following calls need.
    fn ends_the_session(&self) -> bool {
        self.path.starts_with("/sign-out") || (self.method == "delete" && self.path == "/account")
    }

    async fn call(&self, client: &Client, object: &str) -> Response {
        let at = self.path.split('{').next().unwrap_or_default().trim_start_matches('/');
        let rest = self.path.split('}').nth(1).unwrap_or_default();
        let path = if self.path.contains('{') { format!("{at}{object}{rest}") } else { at.to_owned() };
        let request = client.request(&self.method.to_uppercase(), &path).header("idempotency-key", key(1));
        let body = if matches!(self.method.as_str(), "get" | "delete") { Body::empty() } else { Body::from("{}") };
        client.app.send(request.body(body).unwrap()).await
    }
}

fn operations(document: &Value) -> Vec<Operation> {
    let mut operations = Vec::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            let roles = operation["x-imk-roles"].as_array().unwrap();
            let roles = roles.iter().map(|role| role.as_str().unwrap().to_owned()).collect();
            operations.push(Operation { method: method.clone(), path: path.clone(), roles });
        }
    }
    operations
}

async fn callers(app: &TestApp) -> Vec<Caller> {
    let with_role = async |person: &str, role: Role| {
        let client = app.with_account(person).await;
        let code = app.state.demo.as_ref().unwrap().person(person).unwrap().code;
        let person = app.state.store.person_by_code(&app.state.cipher.lookup(code).to_string()).await.unwrap().unwrap();
        let (id, given_at) = (random::id().unwrap(), app.state.clock.now());
        let grant = RoleGrant { id, person, role, given_by: "operator".into(), given_at, expires_at: None };
        app.state.store.grant_role(&grant, &random::id().unwrap()).await.unwrap();
        client
    };
    let provider = Role::ProviderMember { provider: app.state.catalogue.providers[0].id.clone() };
    vec![
        Caller { name: "a visitor", roles: &["anyone"], client: app.visitor() },
        Caller { name: "a citizen", roles: &["anyone", "citizen"], client: app.with_account("toms-klavins").await },
        Caller {
            name: "a provider's member",
            roles: &["anyone", "citizen", "provider_member"],
            client: with_role("ilze-kalnina", provider).await,
        },
        Caller {
            name: "the agency's staff",
            roles: &["anyone", "citizen", "agency_staff"],
            client: with_role("janis-berzins", Role::AgencyStaff).await,
        },
        Caller {
            name: "an auditor",
            roles: &["anyone", "citizen", "auditor"],
            client: with_role("liga-balode", Role::Auditor).await,
        },
    ]
}

/// Parts of a response that are equal for equal requests.
fn comparable(response: &Response) -> (u16, String) {
    (response.status.as_u16(), response.text.clone())
}

#[tokio::test]
async fn every_caller_reaches_only_permitted_operations() {
    let app = TestApp::new().await;
    let owner = app.signed_in("anna-ozola").await;
    let mut account = open_account();
    account["contact"]["email"] = "annas-own@epasts.lv".into();
    owner.post("account", &account).await.expect(201);
    let submitted = owner.submit(&key(7), &application().to_string()).await.expect(201).json();
    let application = submitted["application"]["id"].as_str().unwrap().to_owned();
    let sign_in = owner.get("sign-ins").await.expect(200).json()["sign_ins"][0]["id"].as_str().unwrap().to_owned();
    let document = owner.get("openapi.json").await.expect(200).json();
    let (operations, callers) = (operations(&document), callers(&app).await);
    let mut cells = 0;
    for operation in operations.iter().filter(|operation| !operation.ends_the_session()) {
        let own = if operation.path.starts_with("/sign-ins") { &sign_in } else { &application };
        for caller in &callers {
            let at = format!("{} {} by {}", operation.method, operation.path, caller.name);
            let foreign = operation.call(&caller.client, own).await;
            let missing = operation.call(&caller.client, MISSING).await;
            cells += 2;
            let status = missing.status.as_u16();
            if operation.is_for(caller) {
                assert!(!matches!(status, 401) && status < 500, "{at}: {}", missing.text);
                assert_ne!(missing.json_code(), Some("role_required".into()), "{at}");
            } else {
                let expected = if caller.roles == ["anyone"] { 401 } else { 403 };
                assert_eq!(status, expected, "{at}: {}", missing.text);
            }
            if operation.path.contains("{id}") && !operation.path.starts_with("/programmes") {
                assert_eq!(comparable(&foreign), comparable(&missing), "{at}: a foreign object is reported as missing");
            }
            for word in OWNERS.iter().chain([&application.as_str()]) {
                let is_listed = operation.path == "/audit" || operation.path == "/sign-in/people";
                assert!(is_listed || !foreign.text.contains(word), "{at}: {word}");
            }
        }
    }
    println!("matrix cells {cells}, leaks 0");
    assert!(cells >= 2 * 5 * 25, "{cells}");
    let unchanged = owner.get(&format!("applications/{application}")).await.expect(200).json();
    assert_eq!(unchanged["id"], application.as_str(), "no caller changed the application");
    owner.get("account").await.expect(200);
    assert_eq!(json!(owner.get("sign-ins").await.expect(200).json()["sign_ins"]).as_array().unwrap().len(), 1);
}
