//! Numbers of programmes in the prerendered first page, which contains placeholders instead.

use api::{OfferSummary, TopicSummary};
use rules::programme::topic::Topic;

use crate::platform::http::placeholders::Placeholders;

/// Marker name of the list of topics.
const LIST: &str = "topics";

/// Placeholders of a catalogue; pages are served without topics that have no programme, and without the list if no
/// topic is left.
pub(super) fn of(offer: &OfferSummary) -> Placeholders {
    let is_missing = |topic: &Topic| offer.topics.iter().all(|summary| summary.topic != *topic);
    let missing = Topic::ALL.into_iter().filter(is_missing).map(part);
    let list = offer.topics.is_empty().then(|| LIST.to_owned());
    let values = offer.topics.iter().flat_map(|TopicSummary { topic, programmes, free }| {
        let name = part(*topic);
        [(format!("{name}-all"), programmes.to_string()), (format!("{name}-free"), free.to_string())]
    });
    Placeholders::new(list.into_iter().chain(missing), values)
}

/// Marker name of a topic, and the beginning of the names of its placeholders.
fn part(topic: Topic) -> String {
    format!("topic-{}", topic.name())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "<!--imk:topics--><ul><!--imk:topic-data--><li>{imk:topic-data-free} of {imk:topic-data-all}\
                        <!--/imk:topic-data--><!--imk:topic-ai--><li>{imk:topic-ai-free}<!--/imk:topic-ai--></ul>\
                        <!--/imk:topics--><p>";

    fn filled(topics: Vec<TopicSummary>) -> String {
        of(&OfferSummary { programmes: 20, free: 16, topics }).fill_in(TEXT)
    }

    #[test]
    fn numbers_replace_their_placeholders_and_empty_topics_go() {
        let text = filled(vec![TopicSummary { topic: Topic::Data, programmes: 20, free: 16 }]);
        let expected = "<!--imk:topics--><ul><!--imk:topic-data--><li>16 of 20<!--/imk:topic-data--></ul>\
                        <!--/imk:topics--><p>";
        assert_eq!(text, expected);
    }

    #[test]
    fn list_without_topics_is_removed() {
        assert_eq!(filled(Vec::new()), "<p>");
    }
}
