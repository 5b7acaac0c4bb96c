//! For whoever designs a template: `cargo run -p hikeshi-pdf --example preview -- x.typ x.json x.pdf`.
//! Other templates in the same folder can be imported. Characters without a glyph are written to `x.pdf.missing` if there are any.

use std::path::{Path, PathBuf};

use hikeshi_pdf::{Renderer, Template};

type Answer<T> = Result<T, Box<dyn std::error::Error>>;

fn main() -> Answer<()> {
    let files: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [template, data, out] = files.as_slice() else {
        return Err("three paths are needed: template, data, result".into());
    };
    let source = std::fs::read_to_string(template)?.leak();
    let template = Template::new("preview", source).with(neighbours(template)?.leak());
    let mut data: serde_json::Value = serde_json::from_slice(&std::fs::read(data)?)?;
    if let Some(address) = data.get("address").and_then(|text| text.as_str()) {
        data["qr_svg"] = hikeshi_pdf::qr_svg(address)?.into();
    }
    let pdf = Renderer::new()?.render(template, &data, jiff::Timestamp::UNIX_EPOCH)?;
    std::fs::write(out, &pdf.bytes)?;
    if !pdf.missing_glyphs.is_empty() {
        let list: String = pdf.missing_glyphs.iter().collect();
        std::fs::write(out.with_extension("pdf.missing"), list)?;
    }
    Ok(())
}

fn neighbours(template: &Path) -> Answer<Vec<(&'static str, &'static str)>> {
    let folder = template.parent().filter(|folder| !folder.as_os_str().is_empty());
    let mut parts = Vec::new();
    for entry in folder.unwrap_or(Path::new(".")).read_dir()? {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "typ") {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let text: &'static str = std::fs::read_to_string(&path)?.leak();
            parts.push((&*format!("/{name}").leak(), text));
        }
    }
    Ok(parts)
}
