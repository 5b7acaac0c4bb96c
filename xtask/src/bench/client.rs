//! Just enough HTTP/1.1 to measure: one connection, kept open, one request at a time.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use anyhow::{Context as _, Result, bail};

/// The most bytes of one answer.
const MOST: u64 = 64 * 1024 * 1024;

/// A connection.
pub struct Client {
    stream: BufReader<TcpStream>,
    host: String,
}

/// What came back.
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The length of the body in bytes.
    pub bytes: u64,
    /// Where a redirect leads; else empty.
    pub location: String,
    /// Whether the page asks to be loaded again after a while.
    pub refreshes: bool,
}

impl Client {
    /// Connects.
    ///
    /// # Errors
    /// The system's error.
    pub fn connect(address: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect_timeout(&address, Duration::from_secs(2))?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(30)))?;
        Ok(Self { stream: BufReader::new(stream), host: address.to_string() })
    }

    /// Gets a path with a cookie (none if empty) and reads the whole answer.
    ///
    /// # Errors
    /// When the connection breaks or the answer cannot be understood.
    pub fn get(&mut self, path: &str, cookie: &str) -> Result<Answer> {
        let cookie =
            if cookie.is_empty() { String::new() } else { format!("Cookie: {cookie}\r\n") };
        self.ask(&format!("GET {path} HTTP/1.1\r\nHost: {}\r\n{cookie}\r\n", self.host))
    }

    /// Sends a form with a cookie and reads the whole answer.
    ///
    /// # Errors
    /// When the connection breaks or the answer cannot be understood.
    pub fn post(&mut self, path: &str, cookie: &str, form: &str) -> Result<Answer> {
        self.post_as(path, cookie, ("application/x-www-form-urlencoded", form))
    }

    /// The same with a body of any type.
    ///
    /// # Errors
    /// When the connection breaks or the answer cannot be understood.
    pub fn post_as(
        &mut self,
        path: &str,
        cookie: &str,
        (content_type, body): (&str, &str),
    ) -> Result<Answer> {
        let (host, length) = (&self.host, body.len());
        self.ask(&format!(
            "POST {path} HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nCookie: {cookie}\r\n\
             Content-Type: {content_type}\r\nContent-Length: {length}\r\n\r\n{body}"
        ))
    }

    fn ask(&mut self, request: &str) -> Result<Answer> {
        self.stream.get_mut().write_all(request.as_bytes())?;
        let first = self.line()?;
        let status = first.split(' ').nth(1).and_then(|word| word.parse().ok());
        let status = status.with_context(|| format!("not HTTP: {first}"))?;
        let (mut length, mut chunked) = (None, false);
        let (mut location, mut refreshes) = (String::new(), false);
        loop {
            let line = self.line()?;
            let Some((name, value)) = line.split_once(':') else { break };
            match name.to_ascii_lowercase().as_str() {
                "location" => value.trim().clone_into(&mut location),
                "refresh" => refreshes = true,
                "content-length" => length = value.trim().parse::<u64>().ok(),
                "transfer-encoding" => chunked = value.contains("chunked"),
                _ => {}
            }
        }
        let bytes = match length {
            Some(length) => self.skip(length)?,
            None if chunked => self.skip_chunks()?,
            None => bail!("an answer without a length"),
        };
        Ok(Answer { status, bytes, location, refreshes })
    }

    fn line(&mut self) -> Result<String> {
        let mut line = String::new();
        self.stream.read_line(&mut line)?;
        if line.is_empty() {
            bail!("the connection was closed");
        }
        Ok(line.trim_end().to_owned())
    }

    fn skip(&mut self, length: u64) -> Result<u64> {
        let mut body = (&mut self.stream).take(length.min(MOST));
        Ok(std::io::copy(&mut body, &mut std::io::sink())?)
    }

    fn skip_chunks(&mut self) -> Result<u64> {
        let mut total = 0;
        loop {
            let size = self.line()?;
            let size = u64::from_str_radix(size.split(';').next().unwrap_or_default(), 16)?;
            total += self.skip(size)?;
            self.line().or_else(|error| if size == 0 { Ok(String::new()) } else { Err(error) })?;
            if size == 0 {
                return Ok(total);
            }
        }
    }
}
