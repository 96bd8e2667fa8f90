//! Signs of the topics: one path each, drawn with lines on a ground of 24 × 24.

use rules::programme::topic::Topic;

/// The path of a topic's sign.
pub const fn path(topic: Topic) -> &'static str {
    match topic {
        Topic::Data => "M4 20h16M7 16v-4M12 16V6M17 16v-7",
        Topic::Programming => "M8 7l-5 5 5 5M16 7l5 5-5 5M13.5 5l-3 14",
        Topic::Equipment => "M7 7h10v10H7zM10 3v4M14 3v4M10 17v4M14 17v4M3 10h4M3 14h4M17 10h4M17 14h4",
        Topic::Business => "M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6",
        Topic::Design => "M4 20l1-4L16 5l3 3L8 19zM13.5 7.5l3 3",
        Topic::Education => "M12 6.5Q9 4.5 4 4.8v13.4q5-.3 8 1.8 3-2.1 8-1.8V4.8q-5-.3-8 1.7V20",
        Topic::Cybersecurity => "M12 3l7 3v6q0 6-7 9-7-3-7-9V6zM9 12l2 2 4-4",
        Topic::Ai => {
            "M4 7a2 2 0 1 0 4 0 2 2 0 1 0-4 0zM4 17a2 2 0 1 0 4 0 2 2 0 1 0-4 0z\
                      M16 12a2 2 0 1 0 4 0 2 2 0 1 0-4 0zM8 8l8 3M8 16l8-3M6 9v6"
        }
        Topic::Marketing => "M5 9l1-5h12l1 5M5 9v11h14V9zM9 20v-6h6v6",
    }
}
