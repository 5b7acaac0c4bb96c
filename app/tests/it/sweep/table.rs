//! `strangers.txt`.

/// Who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Visitor {
    Nobody,
    OtherCompany,
    Employee,
}

/// What a visitor may be answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    Open,
    SignIn,
    Own,
    May,
    Status(u16),
}

/// One line of the table.
#[derive(Debug, Clone)]
pub struct Row {
    pub method: String,
    pub path: String,
    answers: [Expected; 3],
}

/// All lines.
pub fn table() -> Vec<Row> {
    let lines = include_str!("../../strangers.txt").lines().map(str::trim);
    lines.filter(|line| !line.is_empty() && !line.starts_with('#')).map(row).collect()
}

fn row(line: &str) -> Row {
    let words: Vec<&str> = line.split_whitespace().collect();
    let [method, path, nobody, other, employee] = words[..] else {
        panic!("a line of strangers.txt needs five words: {line}");
    };
    Row {
        method: method.to_owned(),
        path: path.to_owned(),
        answers: [nobody, other, employee].map(Expected::parse),
    }
}

impl Row {
    pub fn name(&self) -> String {
        format!("{} {}", self.method, self.path)
    }

    pub fn is_api(&self) -> bool {
        self.path.starts_with("/api/")
    }

    pub fn expected(&self, visitor: Visitor) -> Expected {
        match visitor {
            Visitor::Nobody => self.answers[0],
            Visitor::OtherCompany => self.answers[1],
            Visitor::Employee => self.answers[2],
        }
    }
}

impl Expected {
    pub fn parse(word: &str) -> Self {
        match word {
            "open" => Self::Open,
            "sign-in" => Self::SignIn,
            "own" => Self::Own,
            "may" => Self::May,
            number => Self::Status(number.parse().expect("open, sign-in, own, may or a status")),
        }
    }

    /// Whether `status` is such an answer; `303:/sign-in` comes as 1303.
    pub fn allows(self, status: u16, is_api: bool) -> bool {
        match self {
            Self::SignIn if is_api => status == 401,
            Self::SignIn => status == super::world::TO_SIGN_IN,
            Self::Status(wanted) => status == wanted,
            Self::Open | Self::Own | Self::May => {
                !matches!(status, 401 | 403 | super::world::TO_SIGN_IN) && status < 500
            }
        }
    }
}
