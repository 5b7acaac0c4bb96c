//! What points at the victim: names, domains, addresses, people. None of it may leave unseen.

use std::{collections::BTreeSet, net::IpAddr};

use base64::Engine as _;
use hikeshi_kernel::fold_width;

use crate::{
    Hold, Kind,
    read::{Network, known_suffix, registrable},
};

/// Legal forms, which are no names.
const LEGAL_FORMS: &str = include_str!("../data/legal-forms.txt");
/// Folders of users that every machine has.
const EVERYBODY: [&str; 9] = [
    "public",
    "default",
    "default user",
    "all users",
    "administrator",
    "shared",
    "%username%",
    "user",
    "guest",
];
/// Mailboxes that every company has: no names of people.
const MAILBOXES: [&str; 12] = [
    "info",
    "contact",
    "admin",
    "sales",
    "support",
    "office",
    "mail",
    "security",
    "webmaster",
    "postmaster",
    "officer",
    "president",
];
/// Latin names shorter than this stand in too many words.
const SHORTEST: usize = 4;

/// A trace that may go out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trace {
    /// What it is.
    pub kind: Kind,
    /// As [`crate::read`] writes it.
    pub value: String,
}

/// What points at one company. Made of what the program knows about it and of the list that the
/// company keeps.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OwnSigns {
    domains: BTreeSet<String>,
    networks: Vec<Network>,
    emails: BTreeSet<String>,
    /// Folded names, with the sign as it was given.
    names: BTreeSet<(String, String)>,
    people: BTreeSet<(String, String)>,
}

impl OwnSigns {
    /// Adds a sign of any form: a name, a domain, an address of a page, of a person or of a
    /// machine, a range. What is too short to be told apart from other words is left out; the
    /// answer says whether it counts.
    pub fn add(&mut self, sign: &str) -> bool {
        let plain = fold_width(sign.trim());
        if plain.contains('@') {
            return self.add_email(&plain);
        }
        if let Some(network) = Network::parse(&plain) {
            self.networks.push(network);
            return true;
        }
        let host = plain.split_once("://").map_or(plain.as_str(), |(_, rest)| rest);
        let host = host.split(['/', '?', '#', ':']).next().unwrap_or_default();
        if host.contains('.') && known_suffix(&host.to_lowercase()).is_some() && !host.contains(' ')
        {
            return self.add_domain(host);
        }
        self.add_name(&plain)
    }

    /// Adds a person: the name, and the address with its domain.
    pub fn add_person(&mut self, name: &str, email: &str) {
        let folded = squeezed(name);
        if is_telling(&folded) {
            self.people.insert((folded, name.trim().to_owned()));
        }
        self.add_email(&fold_width(email.trim()));
    }

    /// Whether nothing is known about the company, so that nothing could be held back.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    fn add_email(&mut self, email: &str) -> bool {
        let email = email.to_lowercase();
        let Some((user, host)) = email.rsplit_once('@') else { return false };
        let folded = squeezed(user);
        if is_telling(&folded) && !MAILBOXES.contains(&user) {
            self.people.insert((folded, email.clone()));
        }
        // The whole world has addresses at the large hosts.
        let shared = crate::cautions_of(Kind::Domain, host).iter().any(|caution| {
            matches!(caution, crate::Caution::WellKnown | crate::Caution::SharedHost)
        });
        if !shared {
            self.add_domain(host);
        }
        self.emails.insert(email);
        true
    }

    fn add_domain(&mut self, host: &str) -> bool {
        let Ok(ascii) = idna::domain_to_ascii(host) else { return false };
        let domain = registrable(&ascii).to_owned();
        if !domain.contains('.') || known_suffix(&domain) == Some(domain.as_str()) {
            return false;
        }
        let label = domain.split('.').next().unwrap_or_default();
        let (shown, _) = idna::domain_to_unicode(label);
        let folded = squeezed(&shown);
        if is_telling(&folded) {
            self.names.insert((folded, domain.clone()));
        }
        self.domains.insert(domain);
        true
    }

    fn add_name(&mut self, name: &str) -> bool {
        let bare = without_legal_form(name);
        let folded = squeezed(&bare);
        if !is_telling(&folded) {
            return false;
        }
        // "Minato Foods" is also told by "Minato"; a shorter word may be anybody's.
        for word in bare.split_whitespace().map(squeezed) {
            if word.len() > SHORTEST && is_telling(&word) {
                self.names.insert((word, name.to_owned()));
            }
        }
        self.names.insert((folded, name.to_owned()));
        true
    }

    /// Why a trace points at the company; nothing if it does not.
    #[must_use]
    pub fn holds(&self, trace: &Trace) -> Vec<Hold> {
        let mut holds = BTreeSet::new();
        if !may_carry_words(trace.kind) {
            holds.extend(self.holding_address(&trace.value));
            return holds.into_iter().collect();
        }
        for text in readings(trace) {
            holds.extend(self.holding_host(&text));
            holds.extend(self.holding_text(&text));
        }
        holds.extend(machine(trace));
        holds.into_iter().collect()
    }

    fn holding_address(&self, value: &str) -> Option<Hold> {
        let theirs = Network::parse(value)?;
        let ours = self.networks.iter().find(|ours| ours.overlaps(&theirs))?;
        Some(Hold::OwnAddress(ours.to_string()))
    }

    /// Own names of machines and own addresses within a text.
    fn holding_host(&self, text: &str) -> BTreeSet<Hold> {
        let mut holds = BTreeSet::new();
        let word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ':');
        for part in text.split(|c: char| !word(c)) {
            let part = part.trim_matches(['.', '-', ':']);
            let host = part.split_once(':').map_or(part, |(host, _)| host);
            let below = |domain: &&String| {
                host.strip_suffix(domain.as_str())
                    .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
            };
            if let Some(domain) = self.domains.iter().find(below) {
                holds.insert(Hold::OwnDomain(domain.clone()));
            }
            let address = part.parse::<IpAddr>().or_else(|_| host.parse());
            if let Some(hold) = address.ok().and_then(|ip| self.holding_address(&ip.to_string())) {
                holds.insert(hold);
            }
        }
        holds
    }

    /// Own addresses of people, and names, within a text.
    fn holding_text(&self, text: &str) -> BTreeSet<Hold> {
        let mut holds = BTreeSet::new();
        if let Some(email) = self.emails.iter().find(|email| text.contains(email.as_str())) {
            holds.insert(Hold::OwnPerson(email.clone()));
        }
        let folded = squeezed(text);
        let held = |names: &BTreeSet<(String, String)>| {
            names
                .iter()
                .find(|(name, _)| folded.contains(name.as_str()))
                .map(|(_, sign)| sign.clone())
        };
        holds.extend(held(&self.people).map(Hold::OwnPerson));
        holds.extend(held(&self.names).map(Hold::OwnName));
        holds
    }
}

/// Addresses of machines, hashes and numbers carry no words.
const fn may_carry_words(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Domain
            | Kind::Url
            | Kind::Email
            | Kind::FileName
            | Kind::FilePath
            | Kind::RegistryKey
            | Kind::Mutex
            | Kind::UserAgent
    )
}

/// The texts that a trace can be read as: itself, its Unicode form, and what is encoded in it.
fn readings(trace: &Trace) -> Vec<String> {
    let value = trace.value.to_lowercase();
    let mut texts = vec![value.clone()];
    if matches!(trace.kind, Kind::Domain | Kind::Url | Kind::Email) && value.contains("xn--") {
        let unicode = value
            .split_inclusive(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-')))
            .map(|part| idna::domain_to_unicode(part).0);
        texts.push(unicode.collect());
    }
    let decoded = percent_decoded(&trace.value);
    // Twice: a forwarder wraps what a forwarder wrapped.
    let again = percent_decoded(&decoded);
    texts.push(decoded.to_lowercase());
    texts.push(again.to_lowercase());
    let word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '-' | '_');
    for part in
        again.split(|c: char| !word(c)).flat_map(|part| [Some(part), part.rsplit('/').next()])
    {
        texts.extend(part.filter(|part| part.len() >= 8).and_then(base64_text));
    }
    texts.sort_unstable();
    texts.dedup();
    texts
}

fn percent_decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut plain = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let code = (*byte == b'%').then(|| text.get(at + 1..at + 3)).flatten();
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(decoded) => {
                plain.push(decoded);
                at += 3;
            }
            None => {
                plain.push(*byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&plain).into_owned()
}

/// Links to false sign-in pages often carry the victim's address in Base64.
fn base64_text(part: &str) -> Option<String> {
    let usual = part.trim_end_matches('=').replace('-', "+").replace('_', "/");
    let bytes = base64::engine::general_purpose::STANDARD_NO_PAD.decode(usual).ok()?;
    let text = String::from_utf8(bytes).ok()?;
    text.chars().all(|c| !c.is_control()).then(|| text.to_lowercase())
}

/// Names of users and of machines that a path gives away, whoever they are.
fn machine(trace: &Trace) -> Option<Hold> {
    let value = trace.value.to_lowercase();
    let parts: Vec<&str> = value.split(['\\', '/']).collect();
    match trace.kind {
        Kind::FilePath => {
            if value.starts_with("\\\\") {
                return Some(Hold::Machine(parts.get(2).copied().unwrap_or_default().to_owned()));
            }
            let after = |folders: &[&str]| {
                let at = parts.iter().position(|part| folders.contains(part))?;
                // A folder of users stands at the top.
                (at <= 1).then(|| parts.get(at + 1).copied()).flatten()
            };
            let user = after(&["users", "documents and settings", "home"])?;
            // Its last part is a file.
            let known = EVERYBODY.contains(&user) || user.is_empty() || user.starts_with("default");
            (!known).then(|| Hold::User(user.to_owned()))
        }
        Kind::RegistryKey => {
            let account = parts.iter().find(|part| part.starts_with("s-1-5-21-"))?;
            Some(Hold::User((*account).to_owned()))
        }
        _ => None,
    }
}

fn without_legal_form(name: &str) -> String {
    let mut rest = name.trim().to_lowercase();
    for form in LEGAL_FORMS.lines().filter(|line| !line.is_empty()) {
        let form = fold_width(form).to_lowercase();
        // "Limited" is a form at the end of "Foods Limited", not at the end of "Unlimited".
        let apart = |cut: &&str| !(form.is_ascii() && cut.ends_with(char::is_alphanumeric));
        let cut = rest.strip_prefix(&form).or_else(|| rest.strip_suffix(&form)).filter(apart);
        if let Some(cut) = cut.map(|cut| cut.trim().to_owned()) {
            rest = cut;
        }
    }
    rest
}

/// Letters and digits only, half-width and small: "Minato-Foods" is "minatofoods".
fn squeezed(text: &str) -> String {
    fold_width(text).to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Whether a name is long enough to be told apart from other words.
fn is_telling(folded: &str) -> bool {
    let letters = folded.chars().count();
    let digits = folded.bytes().all(|b| b.is_ascii_digit());
    !digits && if folded.is_ascii() { letters >= SHORTEST } else { letters >= 2 }
}
