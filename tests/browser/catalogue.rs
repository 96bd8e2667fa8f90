//! The catalogue: search results, the query in the address, and programmes side by side.

use imk_tests::{Failure, Page, Result, Server, Viewport, in_browser, until};
use thirtyfour::Key;

use crate::steps::{self, TITLE};

const SEARCH: &str = "Meklēt";
const COMPARISON: &str = "Programmu salīdzinājums";
const ONLY_DIFFERENCES: &str = "Rādīt tikai to, kas atšķiras";

/// Three programmes on the catalogue's first screens, and a fourth.
const THREE: [(&str, &str); 3] =
    [("p-001", TITLE), ("p-002", "Datu analīze un vizualizācija Power BI"), ("p-005", "Telpisko datu analīze ar QGIS")];
const FOURTH: &str = "Lietišķā datu analītika izklājlapās";

/// Searches, waits for the announced result, and returns the titles found, in their order.
async fn titles(page: &Page, text: &str) -> Result<Vec<String>> {
    page.fill(SEARCH, text).await?;
    page.sees(&format!("atbilst „{text}“")).await?;
    // Until the typing pauses the cards are those of before, and the list says so.
    let script = "return document.querySelector('.imk-grid[aria-busy]') ? []
        : [...document.querySelectorAll('.imk-programme__title')].map((title) => title.innerText.trim())";
    until("the cards of what is found", async || {
        let count = page.text_of(".imk-results__count").await?;
        let count: usize = count.split_whitespace().next().unwrap_or_default().parse()?;
        let titles: Vec<String> = page.driver().execute(script, vec![]).await?.convert()?;
        if titles.len() == count.min(24) { Ok(titles) } else { Err(Failure::new(format!("{titles:?} of {count}"))) }
    })
    .await
}

async fn open_catalogue(page: &Page) -> Result {
    steps::open(page, "/programmas").await?;
    page.sees("100 programmu").await
}

/// Waits until the path and query read so.
async fn address_is(page: &Page, expected: &str) -> Result {
    until(format!("address {expected}"), async || {
        let path = page.path().await?;
        if path == expected { Ok(()) } else { Err(Failure::new(format!("it is {path}"))) }
    })
    .await
}

/// Ticks or unticks the box at a programme, scrolled clear of the bar as a person would have it.
async fn choose(page: &Page, title: &str) -> Result {
    let script = "const title = [...document.querySelectorAll('.imk-compare-toggle')]
        .find((toggle) => toggle.textContent.includes(': ' + arguments[0]));
        title?.scrollIntoView({ block: 'center' });";
    page.driver().execute(script, vec![title.into()]).await?;
    page.tick(&format!("Salīdzināt: {title}")).await
}

async fn is_chosen(page: &Page, title: &str) -> Result<bool> {
    page.is_marked(&format!("Salīdzināt: {title}"), None).await
}

/// The programmes of a comparison, as their columns read.
async fn columns(page: &Page) -> Result<Vec<String>> {
    let script = "return [...document.querySelectorAll('th[scope=col]')].map((title) => title.innerText.trim())";
    Ok(page.driver().execute(script, vec![]).await?.convert()?)
}

/// The rows of a comparison, as their names read.
async fn rows(page: &Page) -> Result<Vec<String>> {
    let script = "return [...document.querySelectorAll('.imk-compare__row > th')].map((name) => name.innerText.trim())";
    Ok(page.driver().execute(script, vec![]).await?.convert()?)
}

#[tokio::test]
async fn search_folds_marks_on_both_sides() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        open_catalogue(page).await?;
        let plain = titles(page, "datu analize").await?;
        assert!(plain.contains(&TITLE.to_owned()), "{plain:?}");
        assert_eq!(titles(page, "Dātu ANALĪZĒ").await?, plain);
        let plain = titles(page, "kibērdrošībā").await?;
        assert!(plain.contains(&"Darbvietas kiberdrošība".to_owned()), "{plain:?}");
        assert_eq!(titles(page, "kiberdrosiba").await?, plain);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn search_knows_a_word_by_any_of_its_endings() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Desktop, async |page| {
        open_catalogue(page).await?;
        for (typed, title) in [
            ("tīklam", "Tīkla administrators"),
            ("tikliem", "Sensoru tīkli un lietu internets"),
            ("lietotne", "Lietotņu izveide ar Power Apps"),
            ("saskarne", "Saskarņu prototipi ar Figma"),
            ("programmēt", "Programmēšanas pamati ar Python"),
            ("mākslīgajam intelektam", "Mākslīgā intelekta rīki biroja darbā"),
        ] {
            let found = titles(page, typed).await?;
            assert!(found.contains(&title.to_owned()), "{typed}: {found:?}");
            page.lacks("meklējām arī līdzīgus vārdus").await?;
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn one_slip_is_forgiven_and_told_and_exact_words_stay_alone() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        open_catalogue(page).await?;
        let exact = titles(page, "python").await?;
        page.lacks("meklējām arī līdzīgus vārdus").await?;
        for slip in ["pyhton", "pyton", "pythoon", "pithon"] {
            assert_eq!(titles(page, slip).await?, exact, "{slip}");
            let told = page.text_of(".imk-results__similar[role=status]").await?;
            assert_eq!(told, format!("Precīzi „{slip}“ neatradām, tāpēc meklējām arī līdzīgus vārdus."));
        }
        assert_eq!(titles(page, "zvejniecība").await?, Vec::<String>::new());
        page.sees("Neko neatradām").await?;
        page.lacks("meklējām arī līdzīgus vārdus").await
    })
    .await
}

#[tokio::test]
async fn address_holds_search_and_filters_for_reload_link_and_back() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Desktop, async |page| {
        open_catalogue(page).await?;
        let entries = page.driver().execute("return history.length", vec![]).await?.json().clone();
        titles(page, "datu analize").await?;
        page.tick("Attālināti").await?;
        page.tick("DigComp 5. līmenis").await?;
        let address = "/programmas?q=datu%20analize&forma=attalinati&limenis=5";
        address_is(page, address).await?;
        let now = page.driver().execute("return history.length", vec![]).await?.json().clone();
        assert_eq!(now, entries, "typing fills the history");
        let found = page.text_of("[role=status]").await?;
        let restored = async |page: &Page| -> Result {
            until("the same result", async || {
                let again = page.text_of("[role=status]").await?;
                if again == found { Ok(()) } else { Err(Failure::new(again)) }
            })
            .await?;
            assert_eq!(page.value(SEARCH).await?, "datu analize");
            assert!(page.is_marked("Attālināti", None).await? && page.is_marked("DigComp 5. līmenis", None).await?);
            Ok(())
        };
        page.reload().await?;
        restored(page).await?;
        page.open("/palidziba").await?;
        page.open(address).await?;
        restored(page).await?;
        page.click_link(TITLE).await?;
        page.heading_is(TITLE).await?;
        page.back().await?;
        page.heading_is("Programmas").await?;
        restored(page).await?;
        address_is(page, address).await
    })
    .await
}

#[tokio::test]
async fn more_cards_load_on_demand_and_the_first_gets_the_focus() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        open_catalogue(page).await?;
        page.sees("Redzamas 24 no 100 programmām.").await?;
        page.click_button("Rādīt vēl 24 programmas").await?;
        page.sees("Redzamas 48 no 100 programmām.").await?;
        until("the focus on the 25th title", async || {
            let script =
                "return [...document.querySelectorAll('.imk-programme__title a')].indexOf(document.activeElement)";
            let at = page.driver().execute(script, vec![]).await?.json().clone();
            if at == 24 { Ok(()) } else { Err(Failure::new(format!("it is on {at}"))) }
        })
        .await
    })
    .await
}

async fn scrolled(page: &Page) -> Result<i64> {
    Ok(page.driver().execute("return Math.round(scrollY)", vec![]).await?.convert()?)
}

#[tokio::test]
async fn back_restores_the_loaded_cards_and_the_scroll_position() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        open_catalogue(page).await?;
        page.click_button("Rādīt vēl 24 programmas").await?;
        page.click_button("Rādīt vēl 24 programmas").await?;
        page.sees("Redzamas 72 no 100 programmām.").await?;
        address_is(page, "/programmas?rada=72").await?;
        let link = "const link = document.querySelectorAll('.imk-programme__title a')[60];
            link.scrollIntoView({ block: 'center' });
            return link.textContent.trim();";
        let title = page.text_from(link, vec![]).await?;
        let before = scrolled(page).await?;
        page.click_link(&title).await?;
        page.heading_is(&title).await?;
        page.back().await?;
        page.heading_is("Programmas").await?;
        page.sees("Redzamas 72 no 100 programmām.").await?;
        until("the scroll position of before", async || {
            let after = scrolled(page).await?;
            if (after - before).abs() < 100 {
                Ok(())
            } else {
                Err(Failure::new(format!("{after} instead of {before}")))
            }
        })
        .await?;
        page.reload().await?;
        page.sees("Redzamas 72 no 100 programmām.").await?;
        page.fill(SEARCH, "datu").await?;
        page.sees("Redzamas 24 no").await
    })
    .await
}

#[tokio::test]
async fn topics_are_links_with_counts_of_all_and_free() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Desktop, async |page| {
        open_catalogue(page).await?;
        for counts in ["20, bez maksas 16", "14, bez maksas 7", "8, visas bez maksas", "7, bez maksas 2"] {
            page.sees(counts).await?;
        }
        page.click_link("Mākslīgais intelekts").await?;
        address_is(page, "/programmas?temats=intelekts").await?;
        page.sees("6 programmas").await?;
        page.tick("Attālināti").await?;
        page.click_link("Kiberdrošība").await?;
        address_is(page, "/programmas?temats=kiberdrosiba&forma=attalinati").await?;
        page.sees("2 programmas").await?;
        page.click_link("Kiberdrošība").await?;
        address_is(page, "/programmas?forma=attalinati").await?;
        page.sees("38 programmas").await
    })
    .await
}

#[tokio::test]
async fn results_are_sorted_as_chosen_names_in_latvian_order() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Desktop, async |page| {
        for (sort, first) in [
            ("nosaukums", "3D modelēšana un druka"),
            ("sakums", "CNC darbgaldu programmēšana"),
            ("maksa", "Mākslīgā intelekta rīki biroja darbā"),
            ("vietas", "Datu sagatavošana ar Power Query"),
        ] {
            steps::open(page, &format!("/programmas?kartot={sort}&rada=48")).await?;
            page.sees("100 programmu").await?;
            let top =
                "return [...document.querySelectorAll('.imk-programme__title')].map((title) => title.innerText.trim())";
            let titles: Vec<String> = page.driver().execute(top, vec![]).await?.convert()?;
            assert_eq!(titles[0], first, "{sort}");
            if sort == "nosaukums" {
                let at = |name: &str| titles.iter().position(|title| title.starts_with(name));
                assert!(at("ĢIS").is_some() && at("Finanšu") < at("ĢIS") && at("ĢIS") < at("Inter"), "{titles:?}");
            }
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn search_text_of_any_length_leads_to_no_error() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        for text in ["a".repeat(10_000), "%C4%81".repeat(2_000)] {
            page.open(&format!("/programmas?q={text}")).await?;
            page.heading_is("Programmas").await?;
            page.sees("Neko neatradām").await?;
            assert_eq!(page.value(SEARCH).await?.chars().count(), 200);
            page.click_button("Rādīt visas programmas").await?;
            page.sees("100 programmu").await?;
        }
        let most = "return document.getElementById('imk-search').maxLength";
        assert_eq!(page.driver().execute(most, vec![]).await?.json(), 200);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn no_line_begins_with_a_separator() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        for path in ["/programmas", "/programmas/p-005", "/salidzinajums?p=p-001,p-002"] {
            steps::open(page, path).await?;
            page.has_started().await?;
            let script = "return document.getElementById('imk-main').textContent.match(/[^\\u00a0]·|·\\u00a0/g)";
            let wrong = page.driver().execute(script, vec![]).await?.json().clone();
            assert!(wrong.is_null(), "{path}: {wrong}");
        }
        Ok(())
    })
    .await
}

/// Chooses three, is refused a fourth, and goes to the comparison.
async fn compare_three(page: &Page) -> Result {
    open_catalogue(page).await?;
    titles(page, "datu").await?;
    for (_, title) in THREE {
        choose(page, title).await?;
    }
    page.sees("Salīdzināšanai izvēlētas 3 programmas").await?;
    choose(page, FOURTH).await?;
    page.sees("Vienlaikus var salīdzināt trīs programmas. Lai pievienotu šo, vispirms noņem kādu no jau izvēlētajām.")
        .await?;
    assert!(!is_chosen(page, FOURTH).await?, "the fourth is ticked");
    address_is(page, "/programmas?q=datu&p=p-001,p-002,p-005").await?;
    page.click_link("Skatīt salīdzinājumu").await?;
    page.heading_is(COMPARISON).await?;
    assert_eq!(columns(page).await?, THREE.map(|(_, title)| title));
    address_is(page, "/salidzinajums?p=p-001,p-002,p-005").await
}

#[tokio::test]
async fn three_programmes_are_compared_and_a_fourth_is_refused() -> Result {
    for viewport in Viewport::BOTH {
        let server = Server::start()?;
        in_browser(&server, viewport, async |page| {
            compare_three(page).await?;
            let all = rows(page).await?;
            assert!(all.iter().any(|row| row == "Mācību forma"), "{all:?}");
            assert!(all.iter().any(|row| row.starts_with("Valoda") && row.ends_with("sakrīt")), "{all:?}");
            page.tick(ONLY_DIFFERENCES).await?;
            address_is(page, "/salidzinajums?p=p-001,p-002,p-005&atskiribas=1").await?;
            let fewer = rows(page).await?;
            assert!(fewer.len() < all.len() && !fewer.iter().any(|row| row.starts_with("Valoda")), "{fewer:?}");
            page.reload().await?;
            page.heading_is(COMPARISON).await?;
            page.sees("DigComp").await?;
            assert_eq!(rows(page).await?, fewer);
            page.click_button(&format!("Noņemt no salīdzinājuma: {}", THREE[0].1)).await?;
            address_is(page, "/salidzinajums?p=p-002,p-005&atskiribas=1").await?;
            page.back().await?;
            page.heading_is("Programmas").await?;
            assert_eq!(page.value(SEARCH).await?, "datu");
            Ok(())
        })
        .await?;
    }
    Ok(())
}

#[tokio::test]
async fn comparison_links_to_programme_and_application_or_is_empty() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        steps::open(page, "/salidzinajums").await?;
        page.sees("Vēl nav ko salīdzināt").await?;
        page.click_link("Izvēlēties programmas").await?;
        page.heading_is("Programmas").await?;
        steps::open(page, "/programmas/p-001").await?;
        choose(page, TITLE).await?;
        page.sees("Salīdzināšanai izvēlēta 1 programma").await?;
        page.click_link("‹ Visas programmas").await?;
        address_is(page, "/programmas?p=p-001").await?;
        assert!(is_chosen(page, TITLE).await?);
        steps::open(page, "/salidzinajums?p=p-001,p-999,p-002").await?;
        page.sees("Vienas no izvēlētajām programmām sarakstā vairs nav.").await?;
        page.click_link(&format!("Pieteikties: {TITLE}")).await?;
        page.heading_is(steps::STEP_GROUP).await?;
        page.back().await?;
        page.click_link(TITLE).await?;
        page.heading_is(TITLE).await
    })
    .await
}

#[tokio::test]
async fn comparison_is_a_table_that_fits_a_phone() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        for (width, compared) in [(390, "p-012,p-051"), (390, "p-012,p-051,p-097"), (320, "p-012,p-051,p-097")] {
            page.resize((width, 844)).await?;
            steps::open(page, &format!("/salidzinajums?p={compared}")).await?;
            page.sees("Atšķiras").await?;
            let script = "const table = document.querySelector('table'), region = table.closest('[role=region]');
                region.scrollLeft = 60;
                const [name, ...values] = [...table.rows[3].cells].map((cell) => cell.getBoundingClientRect());
                const cells = [...table.querySelectorAll('th, td')];
                const two = values.length === 2;
                return {
                    page: document.documentElement.scrollWidth <= innerWidth,
                    named: region.tabIndex === 0 && region.ariaLabel.length > 0,
                    side: values.every((value) => value.top >= name.bottom && value.top === values[0].top),
                    roles: cells.every((cell) => cell.hasAttribute('role')),
                    whole: cells.every((cell) => cell.scrollWidth <= cell.clientWidth + 1 || cell.matches('[scope=row]')),
                    moves: two ? region.scrollLeft === 0 : region.scrollLeft === 60,
                    titles: (() => {
                        region.scrollTop = 400;
                        const head = table.tHead.getBoundingClientRect();
                        return region.scrollTop > 100 && Math.abs(head.top - region.getBoundingClientRect().top) < 3;
                    })(),
                    stays: name.left >= region.getBoundingClientRect().left,
                };";
            let third = page.text().await?.contains("Pavelc tabulu sāņus");
            assert_eq!(third, compared.len() > 11, "{compared}");
            let sound = page.driver().execute(script, vec![]).await?.json().clone();
            for what in ["page", "named", "side", "roles", "whole", "moves", "titles", "stays"] {
                assert_eq!(sound[what], true, "{what} at {width} of {compared}: {sound}");
            }
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn selection_bar_does_not_hide_the_focused_element() -> Result {
    let server = Server::start()?;
    in_browser(&server, Viewport::Phone, async |page| {
        open_catalogue(page).await?;
        choose(page, TITLE).await?;
        choose(page, THREE[1].1).await?;
        page.sees("Salīdzināšanai izvēlētas 2 programmas").await?;
        let script = "const bar = document.querySelector('.imk-compare-bar'), focus = document.activeElement;
            const [top, box] = [bar.getBoundingClientRect().top, focus.getBoundingClientRect()];
            return [bar.contains(focus), box.bottom <= top && box.top >= 0, top < innerHeight, focus.outerHTML.slice(0, 80)];";
        for _ in 0..30 {
            page.press(Key::Tab).await?;
            until("the focus clear of the bar", async || {
                let (in_bar, clear, on_screen, what): (bool, bool, bool, String) =
                    page.driver().execute(script, vec![]).await?.convert()?;
                if in_bar || (clear && on_screen) { Ok(()) } else { Err(Failure::new(what)) }
            })
            .await?;
        }
        page.click_button("Noņemt visas").await?;
        page.lacks("Salīdzināšanai izvēlētas").await?;
        assert!(!is_chosen(page, TITLE).await?);
        address_is(page, "/programmas").await
    })
    .await
}
