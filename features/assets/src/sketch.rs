//! A sketch of the company's network, drawn from the ledger: the internet, what stands at the
//! border, the networks, and what is in each.

use std::collections::BTreeMap;

use hikeshi_i18n::{Words, plain};
use hikeshi_inventory::{Field, Kind};
use hikeshi_web::Problem;

use crate::{
    ledger::{kind_of, value, values_of},
    model::asset,
};

/// Width of the drawing in its own units: that of a small telephone.
const WIDTH: usize = 340;
/// Height of a box and the gap below it.
const BOX: usize = 46;
const GAP: usize = 14;
/// The most boxes in a group; the rest is counted.
const SHOWN: usize = 6;

/// What the sketch shows, also as a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sketch {
    /// Devices between the internet and the inside.
    pub border: Vec<String>,
    /// Services that the company uses in the internet.
    pub outside: Vec<String>,
    /// The networks inside.
    pub networks: Vec<Network>,
}

/// One network.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Network {
    /// Its name; empty for things of which none is known.
    pub name: String,
    /// Servers, with a mark for those that can be reached from the internet.
    pub servers: Vec<(String, bool)>,
    /// Switches, access points and the like.
    pub gear: Vec<String>,
    /// How many PCs and other devices.
    pub devices: usize,
}

/// Reads the sketch from assets that are in use.
///
/// # Errors
/// A problem if a row is damaged.
pub fn sketch_of(rows: &[asset::Model]) -> Result<Sketch, Problem> {
    let mut sketch = Sketch { border: Vec::new(), outside: Vec::new(), networks: Vec::new() };
    let mut networks: BTreeMap<String, Network> = BTreeMap::new();
    let used = rows.iter().filter(|row| row.state == "in-use");
    let machines = used.clone().filter(|row| kind_of(row) == Kind::Network);
    let any_exposed = machines.clone().any(|row| row.exposed == "yes");
    let mut first = true;
    for row in used {
        let values = values_of(row)?;
        let place = [Field::Network, Field::Site].map(|field| value(&values, field));
        let place = place.into_iter().find(|name| !name.is_empty()).unwrap_or_default();
        let named = |networks: &mut BTreeMap<String, Network>| {
            let network = networks.entry(place.clone()).or_default();
            network.name.clone_from(&place);
        };
        match kind_of(row) {
            Kind::Network => {
                // Without a word on who faces the internet, the first one does.
                let at_border = row.exposed == "yes" || !any_exposed && first;
                first = false;
                if at_border {
                    sketch.border.push(row.name.clone());
                } else {
                    named(&mut networks);
                    let network = networks.entry(place.clone()).or_default();
                    network.gear.push(row.name.clone());
                }
            }
            Kind::Server => {
                named(&mut networks);
                let network = networks.entry(place.clone()).or_default();
                network.servers.push((row.name.clone(), row.exposed == "yes"));
            }
            Kind::Device => {
                named(&mut networks);
                networks.entry(place.clone()).or_default().devices += 1;
            }
            Kind::Cloud | Kind::Web => sketch.outside.push(row.name.clone()),
            Kind::Software | Kind::Licence | Kind::Account | Kind::Contract => {}
        }
    }
    sketch.networks = networks.into_values().collect();
    Ok(sketch)
}

impl Sketch {
    /// Whether there is anything to draw.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.border.is_empty() && self.networks.is_empty() && self.outside.is_empty()
    }

    /// The drawing as boxes and lines, each text cut to its box.
    #[must_use]
    pub fn drawn(&self, words: &Words) -> Drawing {
        let mut drawing = Drawing::default();
        let word = |key: &str| plain(&words.t(key));
        let more = |count: usize| plain(&words.t1("assets-sketch-more", "count", count));
        drawing.y = 4;
        drawing.wide(&word("assets-sketch-internet"), "outside");
        drawing.group(&self.outside, "cloud", more);
        drawing.line();
        if self.border.is_empty() {
            drawing.wide(&word("assets-sketch-no-border"), "unknown");
        } else {
            drawing.group(&self.border, "border", more);
        }
        for network in &self.networks {
            drawing.line();
            let name = match network.name.as_str() {
                "" => word("assets-sketch-no-network"),
                name => name.to_owned(),
            };
            drawing.wide(&name, "network");
            drawing.group(&network.gear, "gear", more);
            let servers = network.servers.iter().map(|(name, exposed)| {
                let mark = if *exposed { word("assets-sketch-exposed") } else { String::new() };
                format!("{name}{mark}")
            });
            drawing.group(&servers.collect::<Vec<_>>(), "server", more);
            if network.devices > 0 {
                let count = words.t1("assets-sketch-devices", "count", network.devices);
                drawing.wide(&plain(&count), "devices");
            }
        }
        drawing.height = drawing.y + 4;
        drawing
    }
}

/// Boxes and lines; the template writes them, and escapes what they say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Drawing {
    /// All boxes.
    pub boxes: Vec<Shape>,
    /// Lines down: x, from y, to y.
    pub lines: Vec<(usize, usize, usize)>,
    /// Height of all of it.
    pub height: usize,
    y: usize,
}

/// A box with a text in its middle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shape {
    /// What it stands for, as part of its class.
    pub class: &'static str,
    /// Left, top and width.
    pub at: (usize, usize, usize),
    /// Where the text stands.
    pub text_at: (usize, usize),
    /// The text.
    pub text: String,
}

impl Drawing {
    /// Its width.
    pub const WIDTH: usize = WIDTH;
    /// The height of a box.
    pub const BOX: usize = BOX;

    /// A box over the whole width.
    fn wide(&mut self, text: &str, class: &'static str) {
        self.one((2, WIDTH - 4), text, class);
        self.y += BOX + GAP;
    }

    /// Boxes two in a row; what is too much is counted.
    fn group(&mut self, names: &[String], class: &'static str, more: impl Fn(usize) -> String) {
        let half = WIDTH / 2 - 6;
        let mut shown: Vec<String> = names.iter().take(SHOWN).cloned().collect();
        if names.len() > SHOWN {
            shown.truncate(SHOWN - 1);
            shown.push(more(names.len() - (SHOWN - 1)));
        }
        for pair in shown.chunks(2) {
            for (at, name) in pair.iter().enumerate() {
                self.one((2 + at * (half + 8), half), name, class);
            }
            self.y += BOX + GAP;
        }
    }

    fn one(&mut self, (x, width): (usize, usize), text: &str, class: &'static str) {
        self.boxes.push(Shape {
            class,
            at: (x, self.y, width),
            text_at: (x + width / 2, self.y + BOX / 2 + 5),
            text: cut(text, (width - 12) / 9),
        });
    }

    /// The line from what stands above to what stands below.
    fn line(&mut self) {
        let from = self.y - GAP;
        self.lines.push((WIDTH / 2, from, from + GAP + 10));
        self.y += 10;
    }
}

/// A text cut to so many narrow letters; a wide one counts as two.
fn cut(text: &str, most: usize) -> String {
    let wide = |letter: char| if letter.is_ascii() { 1 } else { 2 };
    let line: String = text.replace('\n', " ");
    if line.chars().map(wide).sum::<usize>() <= most {
        return line;
    }
    let mut left = most.saturating_sub(1);
    let mut short = String::new();
    for letter in line.chars() {
        let Some(rest) = left.checked_sub(wide(letter)) else { break };
        left = rest;
        short.push(letter);
    }
    short.push('\u{2026}');
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_cut_to_their_boxes_and_what_is_too_much_is_counted() {
        let sketch = Sketch {
            border: vec![],
            outside: vec!["x".repeat(500)],
            networks: vec![Network {
                name: "LAN".to_owned(),
                servers: (0..20).map(|number| (format!("s{number}"), true)).collect(),
                gear: vec![],
                devices: 3,
            }],
        };
        let drawing = sketch.drawn(&Words::empty());
        assert!(drawing.boxes.iter().all(|shape| shape.text.chars().count() <= WIDTH / 8));
        assert_eq!(drawing.boxes.iter().filter(|shape| shape.class == "server").count(), SHOWN);
        assert!(drawing.boxes.iter().all(|shape| shape.at.1 + BOX <= drawing.height));
    }
}
