//! For whoever designs a template: `cargo run -p hikeshi-pdf --example preview -- x.typ x.json x.pdf`.
//! Characters without a glyph are written to `x.pdf.missing` if there are any.

use std::borrow::Cow;
use std::path::PathBuf;

use hikeshi_pdf::{Renderer, Template};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let files: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [template, data, out] = files.as_slice() else {
        return Err("three paths are needed: template, data, result".into());
    };
    let template = Template {
        name: Cow::Owned(template.display().to_string()),
        source: Cow::Owned(std::fs::read_to_string(template)?),
    };
    let mut data: serde_json::Value = serde_json::from_slice(&std::fs::read(data)?)?;
    if let Some(address) = data.get("qr_text").and_then(|text| text.as_str()) {
        data["qr_svg"] = hikeshi_pdf::qr_svg(address)?.into();
    }
    let pdf = Renderer::new()?.render(&template, &data, jiff::Timestamp::UNIX_EPOCH)?;
    std::fs::write(out, &pdf.bytes)?;
    if !pdf.missing_glyphs.is_empty() {
        let list: String = pdf.missing_glyphs.iter().collect();
        std::fs::write(out.with_extension("pdf.missing"), list)?;
    }
    Ok(())
}
