//! Responses: a page, a file.

use askama::Template;
use axum::{
    body::Body,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

use crate::{Problem, percent};

/// A page from its struct; a template that fails becomes an internal problem.
pub struct Html<T: Template>(pub T);

impl<T: Template> IntoResponse for Html<T> {
    fn into_response(self) -> Response {
        match self.0.render() {
            Ok(text) => axum::response::Html(text).into_response(),
            Err(error) => Problem::from(error).into_response(),
        }
    }
}

impl<T: Template> Html<T> {
    /// The page with another status, for a form that is shown again.
    #[must_use]
    pub fn with_status(self, status: StatusCode) -> Response {
        (status, self).into_response()
    }
}

/// A file that is saved, never shown inside a page.
pub struct Download {
    /// The name to save it under, any characters.
    pub name: String,
    /// Its type, such as `application/pdf`.
    pub mime: &'static str,
    /// Whether a viewer may open it (only types that run nothing, such as PDF).
    pub inline: bool,
    /// The bytes.
    pub body: Body,
}

impl IntoResponse for Download {
    fn into_response(self) -> Response {
        let how = if self.inline { "inline" } else { "attachment" };
        let value = format!("{how}; filename*=UTF-8''{}", file_name(&self.name));
        let mut response = Response::new(self.body);
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(self.mime));
        if let Ok(value) = HeaderValue::from_str(&value) {
            headers.insert(header::CONTENT_DISPOSITION, value);
        }
        response
    }
}

/// RFC 8187 encoding of a file name; path separators become `_`.
fn file_name(name: &str) -> String {
    percent(&name.replace(['/', '\\'], "_"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_cannot_leave_its_folder_or_its_header() {
        assert_eq!(file_name("../a b\r\n\"x\".txt"), ".._a%20b%0D%0A%22x%22.txt");
    }
}
