//! Starting the binary on a data folder.

use std::{
    io::{BufRead as _, BufReader},
    path::Path,
    process::{Child, Command, Output, Stdio},
};

use super::client::Client;

/// A serving process; dropped, it is killed.
pub struct Serving {
    process: Child,
    pub client: Client,
}

/// Runs a command to its end.
pub fn run(arguments: &[&str], data: &Path) -> Output {
    command().args(arguments).arg("--data").arg(data).output().expect("the program runs")
}

/// The first address in what was printed that contains `part`, without its host.
pub fn link(output: &Output, part: &str) -> Option<String> {
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let word = text.split_whitespace().find(|word| word.contains(part))?;
    Some(word[word.find(part)?..].to_owned())
}

impl Serving {
    pub fn start(data: &Path) -> Self {
        Self::listening(command().arg("serve"), data)
    }

    /// A demo, and the path of its first sign-in link.
    pub fn demo(data: &Path) -> (Self, String) {
        let mut told = String::new();
        let serving =
            Self::told(command().args(["demo", "--port", "0", "--json"]), data, &mut told);
        let at = told.find("/sign-in/link/").expect("a link");
        let link = told[at..].split('"').next().unwrap_or_default().to_owned();
        (serving, link)
    }

    fn listening(command: &mut Command, data: &Path) -> Self {
        Self::told(command, data, &mut String::new())
    }

    /// Starts it; `line` becomes the line with the address.
    fn told(command: &mut Command, data: &Path, line: &mut String) -> Self {
        let mut process = command
            .arg("--data")
            .arg(data)
            .env("HIKESHI_SERVER__LISTEN", "127.0.0.1:0")
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let out = process.stdout.take().expect("its words");
        let mut out = BufReader::new(out);
        while !line.contains("http://") {
            line.clear();
            assert!(out.read_line(line).expect("a line") > 0, "it ended at once");
        }
        let address = line.split("http://").nth(1).unwrap_or_default();
        let address = address.split(['"', '/', '\n']).next().unwrap_or_default().to_owned();
        std::thread::spawn(move || std::io::copy(&mut out, &mut std::io::sink()));
        Self {
            process,
            client: Client {
                address,
                cookie: "hikeshi_lang=en".to_owned(),
                authorization: String::new(),
            },
        }
    }

    /// Ends it at once, as a power cut would.
    pub fn kill(mut self) {
        self.process.kill().expect("a signal");
        self.process.wait().expect("an end");
    }

    /// Ends it as a service manager does, and waits until it has ended.
    pub fn stop(mut self) {
        let process = self.process.id().to_string();
        let told = Command::new("kill").args(["-TERM", &process]).status().expect("a signal");
        assert!(told.success());
        let ended = self.process.wait().expect("an end");
        assert!(ended.success(), "{ended}");
    }

    /// Becomes the first administrator, of a company, and stays signed in; answers its address.
    pub fn set_up(&mut self, link: &str) -> String {
        let form = "organisation_kind=company&organisation=Minato&person=Sato&email=sato%40minato.example\
                    &password=seven+lanterns+over+the+harbour";
        let done = self.client.form(link, form);
        assert_eq!(done.status, 303, "{}", done.text);
        let cookie = done.header("set-cookie").split(';').next().unwrap_or_default().to_owned();
        self.client.cookie = format!("hikeshi_lang=en; {cookie}");
        let home = self.client.get("/");
        assert_eq!(home.status, 303, "{}", home.text);
        home.header("location").to_owned()
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The program with a umask that would let everybody read everything.
fn command() -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", "umask 000; exec \"$0\" \"$@\"", env!("CARGO_BIN_EXE_hikeshi")]);
    command
}
