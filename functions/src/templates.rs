// SPDX-License-Identifier: EUPL-1.2
//! The theme's templates for function pages and messages. Each is compiled when it is first drawn: a function that
//! starts in the cloud draws one, and all of them were half of its start.

use std::collections::BTreeMap;
use std::sync::OnceLock;
use tera::{Context, Tera};

/// How the names of files begin that hold components, which any template may use.
const PIECES: &str = "pezzi";

/// Templates by name, each with what it is once it was drawn.
#[derive(Debug)]
pub(crate) struct Templates(BTreeMap<String, Template>);

#[derive(Debug)]
struct Template {
    text: String,
    compiled: OnceLock<Tera>,
}

impl Templates {
    /// Those among the files of `dist-functions/`.
    pub(crate) fn of<B: AsRef<[u8]>>(files: &BTreeMap<String, B>) -> Self {
        let text = |bytes: &B| String::from_utf8_lossy(bytes.as_ref()).into_owned();
        let templates = files.iter().filter_map(|(path, bytes)| Some((path.strip_prefix("templates/")?, text(bytes))));
        Self(templates.map(|(name, text)| (name.to_owned(), Template { text, compiled: OnceLock::new() })).collect())
    }

    /// Compiles all of them as they are drawn, to say at once what is wrong with one.
    ///
    /// # Errors
    /// What is wrong with the first that has a fault.
    pub(crate) fn check(&self) -> Result<(), tera::Error> {
        self.0.keys().try_for_each(|name| self.with_pieces(name).map(drop))
    }

    /// Draws one.
    ///
    /// # Errors
    /// When there is none of this name, it has a fault, or does not fit what it is given.
    pub(crate) fn draw(&self, name: &str, context: &Context) -> Result<String, tera::Error> {
        let Some(template) = self.0.get(name) else { return Tera::new().render(name, context) };
        let tera = match template.compiled.get() {
            Some(tera) => tera,
            None => {
                let tera = self.with_pieces(name)?;
                template.compiled.get_or_init(|| tera)
            }
        };
        tera.render(name, context)
    }

    fn with_pieces(&self, name: &str) -> Result<Tera, tera::Error> {
        let parts = self.0.iter().filter(|(other, _)| *other == name || other.starts_with(PIECES));
        compile(parts.map(|(name, template)| (name.as_str(), template.text.as_str())).collect())
    }
}

fn compile(texts: Vec<(&str, &str)>) -> Result<Tera, tera::Error> {
    let mut tera = Tera::new();
    tera.add_raw_templates(texts)?;
    Ok(tera)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn templates(texts: &[(&str, &str)]) -> Templates {
        Templates::of(&texts.iter().map(|(name, text)| (format!("templates/{name}"), *text)).collect())
    }

    #[test]
    fn a_template_is_drawn_with_its_pieces() {
        let all = templates(&[
            ("pezzi.html", "{% component nome(di: string) -%}<b>{{ di }}</b>{%- endcomponent %}"),
            ("uno.html", "{{ <nome di={chi} /> }}"),
            ("guasto.html", "{% if %}"),
        ]);
        let mut context = Context::new();
        context.insert("chi", "<Maria>");
        // What is wrong elsewhere does no harm here, and the second time it is the same.
        for _ in 0..2 {
            assert_eq!(all.draw("uno.html", &context).expect("a page"), "<b>&lt;Maria&gt;</b>");
        }
        assert!(all.draw("guasto.html", &context).is_err());
        assert!(all.draw("due.html", &context).is_err());
        assert!(all.check().expect_err("a fault").to_string().contains("guasto.html"));
        // A component belongs to a file of pieces: elsewhere it is not there when another template is drawn.
        let all = templates(&[("due.html", "{% component nome() -%}<b></b>{%- endcomponent %}"), ("uno.html", "{{ <nome /> }}")]);
        assert!(all.check().expect_err("a fault").to_string().contains("nome"));
    }
}
