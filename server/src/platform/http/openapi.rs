//! OpenAPI 3.1 document: derived from types and handlers, completed with the properties common to all operations.

use api::{CSRF_HEADER, ProblemBody};
use serde_json::{Map, Value, json};
use utoipa::OpenApi;

/// Base of the document.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Learning account (IMK)",
        description = "Errors are problem+json with a stable `code` and `data`; see docs/api.md.",
        license(name = "EUPL-1.2")
    ),
    servers((url = "/api/v1")),
    components(schemas(ProblemBody))
)]
pub(crate) struct Frame;

/// Name of the security scheme for the session cookie.
const SESSION: &str = "session";

/// Operations called from outside the pages, with their own protection against forgery.
const FROM_OUTSIDE: [&str; 2] = ["/sign-in/callback", "/sign-in/back-channel-logout"];

/// Adds the properties common to all operations.
pub(crate) fn completed(document: &utoipa::openapi::OpenApi) -> Value {
    let mut document = serde_json::to_value(document).unwrap_or_default();
    let cookie = json!({ "type": "apiKey", "in": "cookie", "name": "imk",
        "description": "Over TLS the name is `__Host-imk`." });
    document["components"]["securitySchemes"] = json!({ SESSION: cookie });
    let paths = document["paths"].as_object_mut().into_iter().flatten();
    for (path, methods) in paths {
        for (method, operation) in methods.as_object_mut().into_iter().flatten() {
            if let Some(operation) = operation.as_object_mut() {
                complete(path, method, operation);
            }
        }
    }
    document
}

fn complete(path: &str, method: &str, operation: &mut Map<String, Value>) {
    let changes = !matches!(method, "get" | "head");
    let from_outside = FROM_OUTSIDE.contains(&path);
    let has_body = operation.contains_key("requestBody");
    if changes && !from_outside {
        let header = json!({ "name": CSRF_HEADER, "in": "header", "required": true,
            "description": "A foreign page cannot set it.", "schema": { "type": "string", "const": "1" } });
        if let Value::Array(parameters) = operation.entry("parameters").or_insert_with(|| json!([])) {
            parameters.push(header);
        }
    }
    let Some(responses) = operation.get_mut("responses").and_then(Value::as_object_mut) else { return };
    let signed_in = responses.contains_key("401");
    let mut further = vec!["500"];
    further.extend((changes && !from_outside).then_some("403"));
    further.extend((signed_in || path.starts_with("/sign-in")).then_some("429"));
    further.extend(has_body.then_some(["400", "413"]).into_iter().flatten());
    for status in further {
        responses.entry(status).or_insert_with(|| json!({ "description": "" }));
    }
    for (status, response) in responses.iter_mut() {
        if status.starts_with(['4', '5']) {
            response["content"] = json!({ "application/problem+json":
                { "schema": { "$ref": "#/components/schemas/ProblemBody" } } });
        }
    }
    if signed_in {
        operation.insert("security".to_owned(), json!([{ SESSION: [] }]));
    }
}
