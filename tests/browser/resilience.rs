//! What may go wrong while an application is sent: never two applications, never a lost word.

use imk_tests::{Deployment, Failure, Page, Result, Server, ServerOptions, Viewport, in_browser, until};

use crate::offline::expect_no_server;
use crate::steps::{self, ALL_NO, ANNA, ANNA_BORN, RETRY, SEND};

const NO_ANSWER: &str = "Pieteikumu neizdevās nosūtīt";
const EXPIRED: &str = "Sesija ir beigusies";

/// Everything filled in and signed in; only the button is left.
async fn ready_to_send(page: &Page) -> Result {
    steps::fill_in(page, ANNA_BORN, ALL_NO).await?;
    steps::sign_in_to_send(page, ANNA).await
}

/// The same where the person has an account already, so that the application is the only thing sent.
async fn ready_to_send_with_account(page: &Page) -> Result {
    steps::open_account(page, ANNA).await?;
    steps::begin_application(page).await?;
    for step in [steps::STEP_CONTACT, steps::STEP_CHECK] {
        page.click_button(steps::GO_ON).await?;
        page.heading_is(step).await?;
    }
    page.tick(steps::DECLARE).await
}

/// Sends to a server that stands still, and ends the server before it can answer.
async fn send_to_dying(page: &Page, server: &Server) -> Result {
    expect_no_server(page);
    server.freeze()?;
    page.click_button(SEND).await?;
    page.sees("Iesniedzam…").await?;
    server.kill()?;
    page.sees(NO_ANSWER).await
}

/// From here on the next response to a submitted application is lost; the server has processed the request. It is
/// then restarted, and other requests of the page fail until then.
async fn lose_next_answer(page: &Page) -> Result {
    expect_no_server(page);
    let script = "const original = window.fetch; window.fetch = async (...given) => {
            const request = new Request(...given);
            const answer = await original(request);
            const lost = request.method === 'POST' && request.url.endsWith('/api/v1/applications');
            if (!lost) return answer;
            window.fetch = original;
            // The page's own kind of error, as the browser throws it.
            throw new window.TypeError('the answer was lost');
        };";
    page.driver().execute(script, vec![]).await?;
    Ok(())
}

async fn retried_once(page: &Page) -> Result<String> {
    page.click_button(RETRY).await?;
    let id = steps::confirmed(page).await?;
    assert_eq!(steps::application_ids(page).await?, [id.as_str()], "exactly one application");
    Ok(id)
}

#[tokio::test]
async fn server_killed_while_receiving_makes_one_application_on_retry() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        ready_to_send_with_account(page).await?;
        send_to_dying(page, &server).await?;
        server.restart()?;
        retried_once(page).await.map(drop)
    })
    .await
}

#[tokio::test]
async fn server_killed_while_opening_an_account_makes_one_application() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Desktop, async |page| {
        ready_to_send(page).await?;
        send_to_dying(page, &server).await?;
        // Trying again while it is still down changes nothing.
        page.click_button(RETRY).await?;
        page.sees(NO_ANSWER).await?;
        server.restart()?;
        retried_once(page).await.map(drop)
    })
    .await
}

#[tokio::test]
async fn second_attempt_opens_no_account_once_terms_are_unticked() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Desktop, async |page| {
        ready_to_send(page).await?;
        send_to_dying(page, &server).await?;
        server.restart()?;
        page.tick(steps::ACCEPT_TERMS).await?;
        page.click_button(RETRY).await?;
        page.sees("Lai turpinātu, piekrīti konta noteikumiem").await?;
        assert!(page.get_json("/api/v1/session").await?["person"]["account"].is_null());
        page.tick(steps::ACCEPT_TERMS).await?;
        retried_once(page).await.map(drop)
    })
    .await
}

#[tokio::test]
async fn response_lost_after_saving_makes_one_application() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        ready_to_send(page).await?;
        lose_next_answer(page).await?;
        page.click_button(SEND).await?;
        page.sees(NO_ANSWER).await?;
        let kept = steps::application_ids(page).await?;
        assert_eq!(kept.len(), 1, "the server has it already");
        server.restart()?;
        let id = retried_once(page).await?;
        assert_eq!(kept, [id]);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn response_lost_at_the_last_second_is_fetched_after_the_window() -> Result {
    let server = Server::frozen_at("2025-06-20T23:59:59+03:00")?;
    in_browser(&server, Viewport::Phone, async |page| {
        ready_to_send(page).await?;
        lose_next_answer(page).await?;
        page.click_button(SEND).await?;
        page.sees(NO_ANSWER).await?;
        server.restart_frozen_at("2025-06-21T00:00:00+03:00")?;
        retried_once(page).await.map(drop)
    })
    .await
}

#[tokio::test]
async fn offline_page_says_so_and_submits_when_online_again() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        expect_no_server(page);
        ready_to_send(page).await?;
        page.offline(true).await?;
        page.click_button(SEND).await?;
        page.sees(NO_ANSWER).await?;
        page.offline(false).await?;
        retried_once(page).await.map(drop)
    })
    .await
}

#[tokio::test]
async fn session_expired_before_submission_is_renewed_without_loss() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        page.expect_console("status of 401");
        ready_to_send(page).await?;
        page.forget_cookies().await?;
        page.click_button(SEND).await?;
        page.sees(EXPIRED).await?;
        page.click_button("Pieslēgties vēlreiz").await?;
        steps::sign_in_as(page, ANNA).await?;
        page.heading_is(steps::STEP_CHECK).await?;
        page.sees(steps::EMAIL).await?;
        assert!(page.is_marked(steps::ACCEPT_TERMS, None).await?, "the terms stay accepted");
        assert!(page.is_marked(steps::DECLARE, None).await?, "the declaration stays");

        page.click_button(SEND).await?;
        steps::confirmed(page).await?;
        assert_eq!(steps::application_ids(page).await?.len(), 1);
        Ok(())
    })
    .await
}

const SESSION: &str = "/api/v1/session";
const HANDED_OVER: &str = "/api/v1/session/draft";
const UNREACHABLE: &str = "Neizdevās izveidot savienojumu";

/// A script that fails requests to the paths that [`fail`] names, on every page of the session; with `lost:`
/// before the path the server receives the request, and its response is lost; with `slow:` it takes three
/// seconds, and with `late:` the request sets out three seconds
/// later, and `test-late` says with which status it was answered.
const FAILING: &str = "const real = window.fetch;
    window.fetch = async (...given) => {
        const request = new Request(...given);
        const failing = JSON.parse(sessionStorage.getItem('test-failing') ?? '[]');
        const path = new URL(request.url).pathname;
        const at = failing.findIndex((name) => ['', 'lost:', 'slow:', 'late:'].includes(name.replace(path, '')));
        if (at < 0) return real(request);
        sessionStorage.setItem('test-failing', JSON.stringify(failing.toSpliced(at, 1)));
        const wait = () => new Promise((done) => setTimeout(done, 3000));
        if (failing[at].startsWith('late:')) {
            await wait();
            const late = await real(request);
            sessionStorage.setItem('test-late', late.status);
            return late;
        }
        const answer = failing[at] === path ? null : await real(request);
        if (failing[at].startsWith('slow:')) {
            await wait();
            return answer;
        }
        // The page's own kind of error, as the browser throws it.
        throw new window.TypeError('no network');
    };";

/// The pages on a network that fails when [`fail`] says so.
pub(crate) fn failing_pages() -> Result<(Deployment, Server)> {
    let deployment = Deployment::of_the_built_pages()?;
    deployment.run_first(FAILING)?;
    let server = ServerOptions::default().pages(deployment.path()).start()?;
    Ok((deployment, server))
}

/// From here on so many requests to a path have no answer.
pub(crate) async fn fail(page: &Page, path: &str, times: usize) -> Result {
    let script = "sessionStorage.setItem('test-failing', JSON.stringify(Array(arguments[1]).fill(arguments[0])))";
    page.driver().execute(script, vec![path.into(), times.into()]).await?;
    Ok(())
}

/// Waits until every request that [`fail`] named has set out.
pub(crate) async fn set_out(page: &Page) -> Result {
    until("what was named has set out", async || {
        let left = page.text_from("return sessionStorage.getItem('test-failing')", vec![]).await?;
        if left == "[]" { Ok(()) } else { Err(Failure::new(left)) }
    })
    .await
}

#[tokio::test]
async fn form_returns_from_sign_in_although_its_first_request_fails() -> Result {
    let (_deployment, server) = failing_pages()?;
    for path in [SESSION, HANDED_OVER, "lost:/api/v1/session/draft"] {
        in_browser(&server, Viewport::Phone, async |page| {
            steps::fill_in(page, ANNA_BORN, ALL_NO).await?;
            fail(page, path, 1).await?;
            steps::begin_sign_in(page).await?;
            steps::sign_in_as(page, ANNA).await?;
            page.heading_is(steps::STEP_CHECK).await?;
            page.sees(ANNA).await?;
            for text in [steps::EMAIL, steps::PHONE, "1988. gada 14. marts"] {
                page.sees(text).await?;
            }
            Ok(())
        })
        .await
        .map_err(|why| why.and(path))?;
    }
    Ok(())
}

#[tokio::test]
async fn session_that_knows_the_application_first_keeps_the_retry() -> Result {
    let (_deployment, server) = failing_pages()?;
    in_browser(&server, Viewport::Phone, async |page| {
        ready_to_send(page).await?;
        // The account is opened first, and the session is fetched again.
        let faults = "sessionStorage.setItem('test-failing',
            JSON.stringify(['late:/api/v1/session', 'lost:/api/v1/applications']))";
        page.driver().execute(faults, vec![]).await?;
        page.click_button(SEND).await?;
        page.sees(NO_ANSWER).await?;
        until("the session with the application", async || {
            let status = page.text_from("return sessionStorage.getItem('test-late') ?? ''", vec![]).await?;
            if status == "200" { Ok(()) } else { Err(Failure::new(status)) }
        })
        .await?;
        tokio::time::sleep(std::time::Duration::from_millis(500)).await;
        page.sees(NO_ANSWER).await?;
        retried_once(page).await.map(drop)
    })
    .await
}

#[tokio::test]
async fn leaving_during_submission_submits_and_stays_on_the_page() -> Result {
    let (_deployment, server) = failing_pages()?;
    in_browser(&server, Viewport::Phone, async |page| {
        ready_to_send(page).await?;
        fail(page, "slow:/api/v1/applications", 1).await?;
        page.click_button(SEND).await?;
        steps::choose_from_menu(page, "Programmas").await?;
        page.heading_is("Programmas").await?;
        until("the draft is gone", async || {
            let kept = page.text_from("return JSON.stringify(localStorage)", vec![]).await?;
            if kept.contains(steps::PROGRAMME) { Err(Failure::new(kept)) } else { Ok(()) }
        })
        .await?;
        page.heading_is("Programmas").await?;
        let said = "return document.querySelector('[aria-live=polite]').textContent";
        assert_eq!(page.text_from(said, vec![]).await?, steps::CONFIRMED);
        steps::choose_from_menu(page, steps::ACCOUNT).await?;
        page.heading_is(steps::ACCOUNT).await?;
        page.sees(steps::TITLE).await
    })
    .await
}

#[tokio::test]
async fn no_redirect_to_sign_in_while_the_session_is_unknown() -> Result {
    let (_deployment, server) = failing_pages()?;
    in_browser(&server, Viewport::Phone, async |page| {
        steps::fill_in(page, ANNA_BORN, ALL_NO).await?;
        fail(page, SESSION, 1_000).await?;
        steps::begin_sign_in(page).await?;
        steps::sign_in_as(page, ANNA).await?;
        page.heading_is(steps::STEP_CHECK).await?;
        page.click_button(steps::SIGN_IN_TO_SEND).await?;
        page.sees(UNREACHABLE).await?;
        page.heading_is(steps::STEP_CHECK).await?;
        fail(page, SESSION, 0).await?;
        page.sees(ANNA).await?;
        page.sees(steps::EMAIL).await?;
        page.click_button(SEND).await?;
        steps::confirmed(page).await.map(drop)
    })
    .await
}
