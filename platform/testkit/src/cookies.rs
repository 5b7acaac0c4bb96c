//! A jar of cookies for one site.

use std::collections::BTreeMap;

/// The cookies of one browser; the site is one host, so only names matter.
#[derive(Debug, Clone, Default)]
pub(crate) struct Cookies(BTreeMap<String, String>);

impl Cookies {
    /// Keeps, replaces or forgets what one `Set-Cookie` header says.
    pub fn take(&mut self, header: &str) {
        let mut parts = header.split(';').map(str::trim);
        let Some((name, value)) = parts.next().and_then(|pair| pair.split_once('=')) else {
            return;
        };
        let ends = |part: &str| {
            let part = part.to_ascii_lowercase();
            part.strip_prefix("max-age=").is_some_and(|age| age.starts_with('-') || age == "0")
                || part.strip_prefix("expires=").is_some_and(|day| day.contains(" 1970 "))
        };
        if parts.any(ends) {
            self.0.remove(name);
        } else {
            self.0.insert(name.to_owned(), value.to_owned());
        }
    }

    /// The `Cookie` header, when there are any.
    pub fn header(&self) -> Option<String> {
        let pairs: Vec<_> = self.0.iter().map(|(name, value)| format!("{name}={value}")).collect();
        (!pairs.is_empty()).then(|| pairs.join("; "))
    }

    /// The value of one cookie.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_is_kept_replaced_and_forgotten() {
        let mut jar = Cookies::default();
        jar.take("a=1; Path=/; HttpOnly; Secure");
        jar.take("b=x=y");
        jar.take("a=2; Max-Age=60");
        assert_eq!(jar.header().as_deref(), Some("a=2; b=x=y"));
        jar.take("a=; Max-Age=0");
        jar.take("b=; Expires=Thu, 01 Jan 1970 00:00:00 GMT");
        assert_eq!(jar.header(), None);
    }
}
