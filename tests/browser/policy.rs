//! Trusted Types: checks that a text passes before it becomes markup or the address of a script.

use std::fs;

use imk_tests::{Deployment, Page, Result, Server, ServerOptions, Viewport, in_browser};
use serde_json::{Value, json};

use crate::offline::answer;

/// What each script does: `done`, or the name of the error that the browser throws.
async fn outcomes(page: &Page, scripts: &[&str]) -> Result<Value> {
    let tried = scripts.iter().map(|script| format!("async () => {{ {script} }}")).collect::<Vec<_>>().join(",");
    let all = format!(
        "const done = arguments[0]; (async () => {{
            const outcomes = [];
            for (const one of [{tried}]) outcomes.push(await one().then(() => 'done', (cause) => cause.name));
            return outcomes;
        }})().then(done, (cause) => done(String(cause)));"
    );
    answer(page, &all).await
}

#[tokio::test]
async fn text_becomes_markup_or_script_only_by_the_pages_policy() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Desktop, async |page| {
        // `TrustedHTML`, `TrustedScriptURL`, `trusted-types`.
        page.expect_console("rusted");
        page.open("/").await?;
        let by_others = [
            "document.createElement('div').innerHTML = '<b>x</b>';",
            "document.body.insertAdjacentHTML('beforeend', '<b>x</b>');",
            "document.createElement('script').src = '/app.js';",
            "await navigator.serviceWorker.register('/sw.js');",
            // One has the name already, and no other name is allowed.
            "trustedTypes.createPolicy('imk', {});",
            "trustedTypes.createPolicy('default', { createHTML: (html) => html });",
        ];
        assert_eq!(outcomes(page, &by_others).await?, json!(vec!["TypeError"; 6]));
        // Empty values are allowed.
        let plain = ["document.createElement('div').textContent = '<b>x</b>';"];
        assert_eq!(outcomes(page, &plain).await?, json!(["done"]));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn policy_passes_templates_and_our_worker_and_nothing_that_runs() -> Result {
    let deployment = Deployment::of_the_built_pages()?;
    let script = deployment.file("app.js");
    let exporting = format!("{}\nexport {{ markup, scriptAddress }};\n", fs::read_to_string(&script)?);
    deployment.write(&script, &exporting)?;
    let server = ServerOptions::default().pages(deployment.path()).start()?;
    in_browser(&server, Viewport::Desktop, async |page| {
        page.open("/").await?;
        let passing = |what: &str| {
            format!(
                "const {{ name }} = performance.getEntriesByType('resource').find(({{ name }}) => name.endsWith('/app.js'));
                const {{ markup, scriptAddress }} = await import(name);
                {what};"
            )
        };
        let refused = [
            "markup('<script>1</script>')",
            "markup('<b><SCRIPT src=x>')",
            "markup('<img src=x onerror=y>')",
            "markup('<svg/onload=y>')",
            "markup('<a href=\"javascript:y\">')",
            "markup('<iframe></iframe>')",
            "markup('<base href=\"/x\">')",
            "scriptAddress('/app.js')",
            "scriptAddress('https://example.org/sw.js')",
            "scriptAddress('data:text/javascript,/sw.js')",
        ]
        .map(passing);
        let refused: Vec<&str> = refused.iter().map(String::as_str).collect();
        assert_eq!(outcomes(page, &refused).await?, json!(vec!["TypeError"; 10]));
        let passed = [
            "markup('<b class=\"one\">on = off</b>')",
            "markup('<basefont><scripted></scripted>')",
            "scriptAddress('/sw.js')",
            "scriptAddress(location.origin + '/imk/sw.js?api=/imk/api')",
        ]
        .map(passing);
        let passed: Vec<&str> = passed.iter().map(String::as_str).collect();
        assert_eq!(outcomes(page, &passed).await?, json!(vec!["done"; 4]));
        Ok(())
    })
    .await
}
