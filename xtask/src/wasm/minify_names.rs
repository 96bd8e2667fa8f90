//! Minifies the names of imports and exports in the main module and its wasm-bindgen script. The names are long and end
//! in a hash, which does not compress, and each occurs in both files.

use std::collections::HashMap;
use std::convert::Infallible;

use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{CodeSection, ElementSection, ExportSection, FunctionSection, ImportSection, Module};
use wasmparser::{ElementItems, FunctionBody, Operator, Payload, TypeRef};

use crate::process::Result;
use crate::wasm::compact::sort_key;
use crate::wasm::minify_js::without_comments;

/// Prefixes of the names that wasm-bindgen generates. The app's exports and the symbols that chunks share have others.
const GENERATED: [&str; 3] = ["__wbg_", "__wbindgen_", "wasm_bindgen__"];

/// Returns the module and its script with short names. Also removes the module's custom sections (function names and
/// tool notes), sorts its functions for compression, and removes the script's comments.
pub(crate) fn minify(module: &[u8], script: &str) -> Result<(Vec<u8>, String)> {
    let names = Names::of(module)?;
    if script.contains("$0") {
        return Err("the script already contains names that begin with $0".into());
    }
    let script = without_comments(&names.in_script(script));
    let mut short = Module::new();
    let mut writer = Writer { names, functions: Functions::of(module)? };
    writer.parse_core_module(&mut short, wasmparser::Parser::new(0), module)?;
    Ok((short.finish(), script))
}

/// Maps long names to short ones.
struct Names(HashMap<String, String>);

impl Names {
    /// Assigns short names to the generated names among a module's imports and exports.
    fn of(module: &[u8]) -> Result<Self> {
        let mut names = HashMap::new();
        let mut add = |name: &str| {
            if GENERATED.iter().any(|start| name.starts_with(start)) && !names.contains_key(name) {
                names.insert(name.to_owned(), short_name(names.len()));
            }
        };
        for payload in wasmparser::Parser::new(0).parse_all(module) {
            match payload? {
                Payload::ImportSection(section) => {
                    for import in section.into_imports() {
                        add(import?.name);
                    }
                }
                Payload::ExportSection(section) => {
                    for export in section {
                        add(export?.name);
                    }
                }
                _ => {}
            }
        }
        Ok(Self(names))
    }

    fn short<'a>(&'a self, name: &'a str) -> &'a str {
        self.0.get(name).map_or(name, String::as_str)
    }

    /// Replaces every long name in the script, as a whole word only.
    fn in_script(&self, script: &str) -> String {
        let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '$';
        let mut short = String::with_capacity(script.len());
        let mut rest = script;
        while !rest.is_empty() {
            let (word, after) = rest.split_at(rest.find(|c| !is_word(c)).unwrap_or(rest.len()));
            short.push_str(self.short(word));
            let (between, after) = after.split_at(after.find(is_word).unwrap_or(after.len()));
            short.push_str(between);
            rest = after;
        }
        short
    }
}

/// Returns `$0` to `$9`, `$a` to `$z`, `$10` and so on.
fn short_name(mut number: usize) -> String {
    let mut digits = Vec::new();
    loop {
        digits.push(char::from(b"0123456789abcdefghijklmnopqrstuvwxyz"[number % 36]));
        number /= 36;
        if number == 0 {
            digits.push('$');
            return digits.into_iter().rev().collect();
        }
    }
}

/// The module's functions, sorted so that similar ones are next to each other.
struct Functions<'a> {
    /// Type index and body.
    ordered: Vec<(u32, FunctionBody<'a>)>,
    /// New index of each function, imported functions first.
    numbers: Vec<u32>,
}

impl<'a> Functions<'a> {
    fn of(module: &'a [u8]) -> Result<Self> {
        let (mut imported, mut types, mut bodies) = (0, Vec::new(), Vec::new());
        for payload in wasmparser::Parser::new(0).parse_all(module) {
            match payload? {
                Payload::ImportSection(section) => {
                    for import in section.into_imports() {
                        imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                    }
                }
                Payload::FunctionSection(section) => types = section.into_iter().collect::<Result<_, _>>()?,
                Payload::CodeSectionEntry(body) => bodies.push(body),
                _ => {}
            }
        }
        let mut functions: Vec<_> = (imported..).zip(types.into_iter().zip(bodies)).collect();
        functions.sort_by(|(_, one), (_, other)| sort_key(one.0, &one.1).cmp(&sort_key(other.0, &other.1)));
        let mut numbers: Vec<u32> = (0..imported).collect();
        numbers.resize(numbers.len() + functions.len(), 0);
        for (new, (old, _)) in (imported..).zip(&functions) {
            numbers[*old as usize] = new;
        }
        Ok(Self { ordered: functions.into_iter().map(|(_, function)| function).collect(), numbers })
    }
}

/// Re-encodes the module with short names and sorted functions.
struct Writer<'a> {
    names: Names,
    functions: Functions<'a>,
}

impl Reencode for Writer<'_> {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Error<Infallible>> {
        Ok(self.functions.numbers[function as usize])
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        _section: wasmparser::FunctionSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        for (ty, _) in &self.functions.ordered {
            functions.function(*ty);
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        _section: wasmparser::CodeSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        for (_, body) in self.functions.ordered.clone() {
            self.parse_function_body(code, body)?;
        }
        Ok(())
    }

    fn parse_import_section(
        &mut self,
        imports: &mut ImportSection,
        section: wasmparser::ImportSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        for import in section.into_imports() {
            let import = import?;
            let ty = self.entity_type(import.ty)?;
            imports.import(import.module, self.names.short(import.name), ty);
        }
        Ok(())
    }

    fn parse_export(
        &mut self,
        exports: &mut ExportSection,
        export: wasmparser::Export<'_>,
    ) -> Result<(), Error<Infallible>> {
        let (kind, index) = (self.export_kind(export.kind)?, self.external_index(export.kind, export.index)?);
        exports.export(self.names.short(export.name), kind, index);
        Ok(())
    }

    /// Omits segments of null references: a table starts with null in every slot, including those reserved for chunks.
    fn parse_element(
        &mut self,
        elements: &mut ElementSection,
        element: wasmparser::Element<'_>,
    ) -> Result<(), Error<Infallible>> {
        if all_null(&element.items)? {
            Ok(())
        } else {
            wasm_encoder::reencode::utils::parse_element(self, elements, element)
        }
    }

    fn parse_custom_section(
        &mut self,
        _module: &mut Module,
        _section: wasmparser::CustomSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        Ok(())
    }
}

/// Whether all elements are null references.
fn all_null(items: &ElementItems<'_>) -> Result<bool, wasmparser::BinaryReaderError> {
    let ElementItems::Expressions(_, expressions) = items else { return Ok(false) };
    for expression in expressions.clone() {
        if !matches!(expression?.get_operators_reader().read()?, Operator::RefNull { .. }) {
            return Ok(false);
        }
    }
    Ok(true)
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{EntityType, ExportKind, Function, TypeSection, ValType};

    use super::*;

    #[test]
    fn only_whole_words_are_replaced() {
        let names =
            Names(HashMap::from([("__wbg_a".to_owned(), short_name(0)), ("__wbg_a_1".to_owned(), short_name(36))]));
        let script = "const a = {__wbg_a: x.__wbg_a_1(`${__wbg_b}ā`)};";
        assert_eq!(names.in_script(script), "const a = {$0: x.$10(`${__wbg_b}ā`)};");
    }

    #[test]
    fn module_and_script_get_the_same_short_names() {
        let mut module = Module::new();
        let mut types = TypeSection::new();
        types.ty().function([], []);
        types.ty().function([ValType::I32], []);
        let mut imports = ImportSection::new();
        imports.import("./app_bg.js", "__wbg_log_1", EntityType::Function(1));
        let mut functions = FunctionSection::new();
        functions.function(1).function(0);
        let mut exports = ExportSection::new();
        exports.export("__wbindgen_start", ExportKind::Func, 2).export("start", ExportKind::Func, 1);
        let (mut code, mut logs, mut starts) = (CodeSection::new(), Function::new([]), Function::new([]));
        logs.instructions().local_get(0).call(0).end();
        starts.instructions().i32_const(7).call(1).end();
        code.function(&logs).function(&starts);
        module.section(&types).section(&imports).section(&functions).section(&exports).section(&code);
        module.section(&wasm_encoder::CustomSection { name: "producers".into(), data: [][..].into() });
        let (short, script) =
            minify(&module.finish(), "/** Logs. */\na({ __wbg_log_1: b }).__wbindgen_start();").unwrap();
        assert_eq!(script, "a({ $0: b }).$1();\n");
        let mut seen = Vec::new();
        for payload in wasmparser::Parser::new(0).parse_all(&short) {
            match payload.unwrap() {
                Payload::ImportSection(section) => {
                    seen.extend(section.into_imports().map(|import| import.unwrap().name.to_owned()));
                }
                Payload::ExportSection(section) => {
                    seen.extend(section.into_iter().map(Result::unwrap).map(|it| format!("{} {}", it.name, it.index)));
                }
                Payload::CodeSectionEntry(body) => {
                    let operators = body.get_operators_reader().unwrap().into_iter().map(Result::unwrap);
                    let called = operators.filter(|operator| matches!(operator, Operator::Call { .. }));
                    seen.extend(called.map(|operator| format!("{operator:?}")));
                }
                Payload::CustomSection(section) => seen.push(section.name().to_owned()),
                _ => {}
            }
        }
        // The function without parameters has type 0 and is therefore first now.
        let expected = ["$0", "$1 1", "start 2", "Call { function_index: 2 }", "Call { function_index: 0 }"];
        assert_eq!(seen, expected);
    }

    #[test]
    fn short_names_are_unique() {
        let names: std::collections::HashSet<_> = (0..2000).map(short_name).collect();
        assert_eq!(names.len(), 2000);
    }
}
