//! Numbers of programmes in the prerendered first page, which contains placeholders instead.

use std::sync::Arc;

use api::{OfferSummary, TopicSummary};
use rules::programme::topic::Topic;

use crate::platform::http::markers::without;

/// Marker name of the list of topics.
const LIST: &str = "topics";

/// Values of the placeholders.
#[derive(Clone, Debug)]
pub(super) struct TopicPlaceholders {
    topics: Arc<[TopicSummary]>,
}

impl TopicPlaceholders {
    /// Prepares the values of a catalogue.
    pub(super) fn new(offer: &OfferSummary) -> Self {
        Self { topics: offer.topics.as_slice().into() }
    }

    /// Replaces every placeholder; removes topics without a programme, and the list if no topic is left.
    pub(super) fn fill_in(&self, html: &str) -> String {
        if self.topics.is_empty() {
            return without(html, LIST);
        }
        Topic::ALL.into_iter().fold(html.to_owned(), |html, topic| {
            let name = topic.name();
            match self.topics.iter().find(|summary| summary.topic == topic) {
                Some(summary) => html
                    .replace(&format!("{{imk:topic-{name}-all}}"), &summary.programmes.to_string())
                    .replace(&format!("{{imk:topic-{name}-free}}"), &summary.free.to_string()),
                None => without(&html, &format!("topic-{name}")),
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "<!--imk:topics--><ul><!--imk:topic-data--><li>{imk:topic-data-free} of {imk:topic-data-all}\
                        <!--/imk:topic-data--><!--imk:topic-ai--><li>{imk:topic-ai-free}<!--/imk:topic-ai--></ul>\
                        <!--/imk:topics--><p>";

    fn filled(topics: Vec<TopicSummary>) -> String {
        TopicPlaceholders::new(&OfferSummary { programmes: 20, free: 16, topics }).fill_in(TEXT)
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
