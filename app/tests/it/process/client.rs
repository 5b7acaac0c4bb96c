//! A browser over a real connection: what is lost when a server resets it, is lost here too.

use std::{
    io::{Read as _, Write as _},
    net::TcpStream,
    time::Duration,
};

/// What came back: status, headers and body as one text.
pub struct Answer {
    pub status: u16,
    pub text: String,
}

impl Answer {
    /// The value of a header; empty if there is none.
    pub fn header(&self, name: &str) -> &str {
        let head = self.text.split("\r\n\r\n").next().unwrap_or_default();
        let mut lines = head.lines().filter_map(|line| line.split_once(": "));
        lines.find(|(key, _)| key.eq_ignore_ascii_case(name)).map_or("", |(_, value)| value)
    }
}

/// One request on a connection of its own.
pub struct Client {
    pub address: String,
    pub cookie: String,
    /// A key for programs; empty for none.
    pub authorization: String,
}

impl Client {
    pub fn get(&self, path: &str) -> Answer {
        let mut connection = self.begin("GET", path, "", 0);
        answer(&mut connection)
    }

    pub fn post(&self, path: &str, kind: &str, body: &[u8]) -> Answer {
        let mut connection = self.begin("POST", path, kind, body.len());
        connection.write_all(body).expect("the server reads on until it answers");
        answer(&mut connection)
    }

    pub fn form(&self, path: &str, body: &str) -> Answer {
        self.post(path, "application/x-www-form-urlencoded", body.as_bytes())
    }

    /// Sends the head of a request whose body follows.
    pub fn begin(&self, method: &str, path: &str, kind: &str, length: usize) -> TcpStream {
        let mut connection = TcpStream::connect(&self.address).expect("a connection");
        connection.set_read_timeout(Some(Duration::from_secs(60))).expect("a limit");
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nCookie: {}\r\n\
             Content-Type: {kind}\r\nAuthorization: {}\r\nContent-Length: {length}\r\n\r\n",
            self.address, self.cookie, self.authorization
        );
        connection.write_all(head.as_bytes()).expect("a request");
        connection
    }
}

fn answer(connection: &mut TcpStream) -> Answer {
    let mut bytes = Vec::new();
    connection.read_to_end(&mut bytes).expect("the whole answer, and no reset");
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let status = text.split(' ').nth(1).and_then(|status| status.parse().ok());
    Answer { status: status.expect("a status"), text }
}
