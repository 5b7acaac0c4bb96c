//! Those who let letters go out, as people do it: through the pages of a running program.

use std::os::unix::fs::MetadataExt as _;
use std::time::{Duration, Instant};

use anyhow::{Result, bail, ensure};

use crate::bench::{client::Client, process::Installation};

/// What a run may take at most.
const PATIENCE: Duration = Duration::from_secs(20 * 60);
/// The headings of a list, and the form that settles them.
const HEADINGS: &str = "name,email,postal code,address\n";
const COLUMNS: &str = "role=name&role=email&role=postal&role=address&leave_out=yes&act=settle";
/// Versions of a run as its forms name them: with a list, and with settled columns.
const WITH_LIST: u32 = 2;
const SETTLED: u32 = 3;
/// The version of a paper that is approved after it was checked.
const APPROVED: u32 = 2;

/// The persons who let letters go out, at their installation.
pub struct Office {
    pub installation: Installation,
    /// The cookies of an officer and of the president.
    pub persons: [String; 2],
    /// How many persons stand on each list.
    pub recipients: usize,
}

/// One mail in the folder.
pub struct Letter {
    /// The name of its file.
    pub file: String,
    /// The address.
    pub to: String,
    /// The whole mail.
    pub bytes: Vec<u8>,
    /// Which file it is and when it was written: another one after it was written anew.
    pub mark: (u64, i64, i64),
}

impl Office {
    /// Begins a run with a list of its own; the moment of the second confirmation, and its page.
    pub fn begin(&self, paper: &str, name: &str) -> Result<(Instant, String)> {
        let officer = &self.persons[0];
        let run = self.post(&format!("{paper}/letters"), officer, &format!("seen={APPROVED}"))?;
        let list = self.list(name);
        let kind = "multipart/form-data; boundary=border";
        let form = format!(
            "--border\r\nContent-Disposition: form-data; name=\"list\"; filename=\"list.csv\"\r\n\
             Content-Type: text/csv\r\n\r\n{list}\r\n--border--\r\n"
        );
        let answer = self.client()?.post_as(&format!("{run}/list"), officer, (kind, &form))?;
        ensure!(answer.status == 303, "the list was answered with {}", answer.status);
        self.post(&format!("{run}/columns"), officer, &format!("{COLUMNS}&seen={WITH_LIST}"))?;
        for person in &self.persons {
            self.post(&format!("{run}/confirm"), person, &format!("seen={SETTLED}"))?;
        }
        Ok((Instant::now(), run))
    }

    /// Waits until all recipients of a run were tried.
    pub fn wait(&self, run: &str) -> Result<()> {
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            let page = self.client()?.get(run, &self.persons[0])?;
            ensure!(page.status == 200, "the page of the run answered {}", page.status);
            if !page.refreshes {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        bail!("the run has not ended in {} minutes", PATIENCE.as_secs() / 60)
    }

    /// Waits until half of the letters of a run lie in the folder, beside `before` others.
    pub fn wait_for_half(&self, before: usize) -> Result<()> {
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            let now = std::fs::read_dir(self.installation.mail())?.count();
            if now >= before + self.recipients / 2 {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        bail!("half of the letters have not gone out in {} minutes", PATIENCE.as_secs() / 60)
    }

    /// The letters that went to the persons of a list.
    pub fn letters(&self, name: &str) -> Result<Vec<Letter>> {
        let mut letters = Vec::new();
        for entry in std::fs::read_dir(self.installation.mail())? {
            let file = entry?.path();
            if file.extension().is_none_or(|extension| extension != "eml") {
                continue;
            }
            let (bytes, meta) = (std::fs::read(&file)?, file.metadata()?);
            let text = String::from_utf8_lossy(&bytes);
            let to = text.lines().find_map(|line| line.strip_prefix("To: ")).unwrap_or_default();
            let to = to.to_owned();
            if !to.contains(&format!("@{name}.")) {
                continue;
            }
            let file = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let mark = (meta.ino(), meta.mtime(), meta.mtime_nsec());
            letters.push(Letter { file, to, mark, bytes });
        }
        Ok(letters)
    }

    /// The sizes of the files to print.
    pub fn files(&self, run: &str) -> Result<Vec<u64>> {
        let mut sizes = Vec::new();
        loop {
            let path = format!("{run}/files/{}", sizes.len());
            let answer = self.client()?.get(&path, &self.persons[0])?;
            if answer.status != 200 {
                ensure!(!sizes.is_empty(), "no file to print ({})", answer.status);
                return Ok(sizes);
            }
            sizes.push(answer.bytes);
        }
    }

    fn list(&self, name: &str) -> String {
        let line = |nth: usize| {
            format!("Person {nth},p{nth}@{name}.example.jp,100-0001,Chiyoda 1-{nth} {name}\n")
        };
        HEADINGS.to_owned() + &(0..self.recipients).map(line).collect::<String>()
    }

    fn post(&self, path: &str, person: &str, form: &str) -> Result<String> {
        let answer = self.client()?.post(path, person, form)?;
        ensure!(answer.status == 303, "{path} answered {}", answer.status);
        Ok(answer.location)
    }

    fn client(&self) -> Result<Client> {
        Client::connect(self.installation.address())
    }
}
