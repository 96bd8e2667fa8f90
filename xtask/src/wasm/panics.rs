//! Replaces the code that formats panic messages. It needs the formatting code of the standard library, and each place
//! that can panic has a position in a source file; a visitor reads neither. A panic still reports itself and ends in a
//! trap, whose stack names the function. One function that only a server needs is replaced in the same way.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use wasm_encoder::{CustomSection, Encode};
use wasmparser::{
    DataKind, KnownCustom, Linking, Operator, Payload, RelocAddendKind, RelocSectionReader, RelocationEntry,
    RelocationType, SymbolInfo,
};

use crate::process::Result;
use crate::wasm::sections::with_sections;

/// Start of the name of the export that reports a panic; the macros of wasm-bindgen add a hash. It takes and returns
/// nothing.
const REPORT: &str = "panicked_";

/// Functions that format a message and do not return, as parts of their mangled names (`core::panicking::panic_fmt`).
const PANICS: [&str; 14] = [
    "4core9panicking9panic_fmt",
    "4core9panicking5panic",
    "4core9panicking18panic_bounds_check",
    "4core9panicking19assert_failed_inner",
    "4core5slice5index16slice_index_fail",
    "4core3str19slice_error_fail_rt",
    "4core6result13unwrap_failed",
    "4core6option13unwrap_failed",
    "4core6option13expect_failed",
    "4core4cell22panic_already_borrowed",
    "4core4cell30panic_already_mutably_borrowed",
    "8do_panic7runtime",
    "17len_mismatch_fail",
    "3std9panicking11begin_panic",
];

/// Function of the router that lists the routes for a server that renders pages; no page calls it.
const LISTS_ROUTES: &str = "15generate_routes";

/// Bytes of `core::panic::Location`: pointer and length of the file's name, line, column.
const LOCATION: u32 = 16;

/// Replaces the bodies of panicking functions with a call of [`REPORT`] and a trap, and all positions in source files
/// with one of them. wasm-split then drops the code and data that only they need.
///
/// # Errors
/// If the module was not linked with `--emit-relocs`, or lacks [`REPORT`] or a function of the first of [`PANICS`].
pub(crate) fn without_messages(module: &[u8]) -> Result<Vec<u8>> {
    let linked = Linked::read(module)?;
    let mut bytes = module.to_vec();
    let (mut code, mut data) = (linked.relocations("reloc.CODE")?, linked.relocations("reloc.DATA")?);

    let replaced = linked.replaced_functions()?;
    code.entries.retain(|entry| {
        let at = linked.code + entry.offset as usize;
        !replaced.iter().any(|body| body.contains(&at))
    });
    let report = linked.symbol(REPORT)?;
    for body in &replaced {
        let call = write_report(&mut bytes[body.clone()], report.function)?;
        code.entries.push(RelocationEntry {
            ty: RelocationType::FunctionIndexLeb,
            offset: u32::try_from(body.start + call - linked.code)?,
            index: report.index,
            addend: 0,
        });
    }
    code.entries.sort_by_key(|entry| entry.offset);

    linked.merge_locations(&mut bytes, &mut code.entries, &mut data.entries);
    with_sections(&bytes, |payload, copy| {
        let Payload::CustomSection(section) = payload else { return Ok(false) };
        let relocations = match section.name() {
            "reloc.CODE" => &code,
            "reloc.DATA" => &data,
            _ => return Ok(false),
        };
        copy.section(&CustomSection { name: section.name().into(), data: relocations.encoded().into() });
        Ok(true)
    })
}

/// Relocations of one section.
struct Relocations {
    section: u32,
    entries: Vec<RelocationEntry>,
}

impl Relocations {
    /// Content of the section after its name.
    fn encoded(&self) -> Vec<u8> {
        let mut content = Vec::new();
        self.section.encode(&mut content);
        u32::try_from(self.entries.len()).unwrap_or(u32::MAX).encode(&mut content);
        for entry in &self.entries {
            content.push(entry.ty as u8);
            entry.offset.encode(&mut content);
            entry.index.encode(&mut content);
            if entry.ty.addend_kind() != RelocAddendKind::None {
                entry.addend.encode(&mut content);
            }
        }
        content
    }
}

/// Symbol of [`REPORT`].
struct Report {
    index: u32,
    function: u32,
}

/// A data symbol: where its bytes are in the file and in the memory of the program.
#[derive(Clone)]
struct DataSymbol {
    file: Range<usize>,
    address: u32,
}

/// What this step reads of a linked module.
#[derive(Default)]
struct Linked<'a> {
    module: &'a [u8],
    /// Offset of the content of the code section and of the data section in the file.
    code: usize,
    data: usize,
    imported: u32,
    bodies: Vec<Range<usize>>,
    /// Content of each data segment in the file, and its address.
    segments: Vec<(Range<usize>, u32)>,
    symbols: Vec<SymbolInfo<'a>>,
    exports: HashMap<&'a str, u32>,
    relocations: HashMap<String, RelocSectionReader<'a>>,
}

impl<'a> Linked<'a> {
    fn read(module: &'a [u8]) -> Result<Self> {
        let mut linked = Self { module, ..Self::default() };
        for payload in wasmparser::Parser::new(0).parse_all(module) {
            linked.add(payload?)?;
        }
        Ok(linked)
    }

    fn add(&mut self, payload: Payload<'a>) -> Result {
        match payload {
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    self.imported += u32::from(matches!(import?.ty, wasmparser::TypeRef::Func(_)));
                }
            }
            Payload::ExportSection(section) => {
                for export in section {
                    let export = export?;
                    self.exports.insert(export.name, export.index);
                }
            }
            Payload::CodeSectionStart { range, .. } => self.code = range.start,
            Payload::CodeSectionEntry(body) => self.bodies.push(body.range()),
            Payload::DataSection(section) => {
                self.data = section.range().start;
                for segment in section {
                    let segment = segment?;
                    let address = address(&segment.kind).ok_or("a data segment has no constant address")?;
                    let end = segment.range.end;
                    self.segments.push((end - segment.data.len()..end, address));
                }
            }
            Payload::CustomSection(section) => match section.as_known() {
                KnownCustom::Linking(reader) => {
                    for subsection in reader {
                        if let Linking::SymbolTable(symbols) = subsection? {
                            self.symbols = symbols.into_iter().collect::<std::result::Result<_, _>>()?;
                        }
                    }
                }
                KnownCustom::Reloc(reader) => {
                    self.relocations.insert(section.name().to_owned(), reader);
                }
                _ => {}
            },
            _ => {}
        }
        Ok(())
    }

    fn relocations(&self, name: &str) -> Result<Relocations> {
        let reader = self.relocations.get(name).ok_or_else(|| format!("the module has no section {name}"))?;
        let entries = reader.entries().into_iter().collect::<std::result::Result<_, _>>()?;
        Ok(Relocations { section: reader.section_index(), entries })
    }

    /// The exported function whose name starts with `name`, with its symbol.
    fn symbol(&self, name: &str) -> Result<Report> {
        let mut exports = self.exports.iter().filter(|(export, _)| export.starts_with(name));
        let (_, &function) = exports.next().ok_or_else(|| format!("the module does not export {name}"))?;
        let is_it = |symbol: &SymbolInfo<'_>| matches!(symbol, SymbolInfo::Func { index, .. } if *index == function);
        let index = self.symbols.iter().position(is_it).ok_or_else(|| format!("{name} has no symbol"))?;
        Ok(Report { index: u32::try_from(index)?, function })
    }

    /// The bodies of the functions of [`PANICS`] and of [`LISTS_ROUTES`].
    fn replaced_functions(&self) -> Result<Vec<Range<usize>>> {
        if self.functions_named(PANICS[0]).next().is_none() {
            return Err(format!("the module has no function {}", PANICS[0]).into());
        }
        let all = PANICS.into_iter().chain([LISTS_ROUTES]);
        // Several symbols may name one function.
        let numbers: HashSet<u32> = all.flat_map(|part| self.functions_named(part)).collect();
        let body = |number: u32| self.bodies.get(number.checked_sub(self.imported)? as usize).cloned();
        Ok(numbers.into_iter().filter_map(body).collect())
    }

    fn functions_named(&self, part: &'static str) -> impl Iterator<Item = u32> {
        self.symbols.iter().filter_map(move |symbol| match symbol {
            SymbolInfo::Func { index, name: Some(name), .. } if is_function(name, part) => Some(*index),
            _ => None,
        })
    }

    fn data_symbol(&self, index: u32) -> Option<DataSymbol> {
        let SymbolInfo::Data { symbol: Some(defined), .. } = self.symbols.get(index as usize)? else { return None };
        let (content, address) = self.segments.get(defined.index as usize)?;
        let start = content.start + defined.offset as usize;
        Some(DataSymbol { file: start..start + defined.size as usize, address: address + defined.offset })
    }

    /// Symbols of positions in source files: [`LOCATION`] bytes that begin with a pointer to a name ending in `.rs`.
    fn locations(&self, data_entries: &[RelocationEntry]) -> Vec<(u32, DataSymbol)> {
        let targets: HashMap<usize, u32> =
            data_entries.iter().map(|entry| (self.data + entry.offset as usize, entry.index)).collect();
        let names_source = |symbol: &DataSymbol| {
            let name = targets.get(&symbol.file.start).and_then(|target| self.data_symbol(*target));
            let text = name.and_then(|name| self.module.get(name.file)).unwrap_or_default();
            text.strip_suffix(&[0]).unwrap_or(text).ends_with(b".rs")
        };
        let numbers = 0..u32::try_from(self.symbols.len()).unwrap_or(u32::MAX);
        numbers
            .filter_map(|index| Some((index, self.data_symbol(index)?)))
            .filter(|(_, symbol)| symbol.file.len() == LOCATION as usize && names_source(symbol))
            .collect()
    }

    /// Makes every reference to a location refer to the first one.
    fn merge_locations(&self, bytes: &mut [u8], code: &mut [RelocationEntry], data: &mut [RelocationEntry]) {
        let locations = self.locations(data);
        let Some((first, kept)) = locations.first().cloned() else { return };
        let merged: HashSet<u32> = locations.iter().map(|(index, _)| *index).collect();
        let sections = [(self.code, code), (self.data, data)];
        for (start, entries) in sections {
            for entry in entries.iter_mut().filter(|entry| merged.contains(&entry.index)) {
                if write_address(&mut bytes[start..], entry, kept.address) {
                    entry.index = first;
                }
            }
        }
    }
}

/// Whether `name` is the mangled name of the function, in the legacy scheme (`_ZN4core9panicking…17h`, no hash between)
/// or in the v0 scheme (`_RNvNtCs…_4core9panicking9panic_fmt`).
fn is_function(name: &str, part: &str) -> bool {
    let Some((_, after)) = name.split_once(part) else { return false };
    after.is_empty() || after.starts_with("17h") || after.starts_with(['B', 'C', 'R'])
}

fn address(kind: &DataKind<'_>) -> Option<u32> {
    let DataKind::Active { offset_expr, .. } = kind else { return None };
    match offset_expr.get_operators_reader().read().ok()? {
        Operator::I32Const { value } => u32::try_from(value).ok(),
        _ => None,
    }
}

/// Overwrites a body: no locals, a call of `function`, a trap, and filling, so that no offset changes. Returns the
/// position of the function's number.
fn write_report(body: &mut [u8], function: u32) -> Result<usize> {
    const CALL: u8 = 0x10;
    const UNREACHABLE: u8 = 0x00;
    const NOP: u8 = 0x01;
    const END: u8 = 0x0b;
    let trap = 2 + 5;
    let last = body.len().checked_sub(1).filter(|last| *last > trap).ok_or("a panicking function is too short")?;
    body.fill(NOP);
    body[0] = 0;
    body[1] = CALL;
    write_padded(&mut body[2..trap], function);
    body[trap] = UNREACHABLE;
    body[last] = END;
    Ok(2)
}

/// Writes the address that an entry refers to. Returns `false` for an entry of another kind, which is left as it is.
fn write_address(section: &mut [u8], entry: &RelocationEntry, address: u32) -> bool {
    let Some(place) = section.get_mut(entry.relocation_range()) else { return false };
    let Ok(addend) = u32::try_from(entry.addend) else { return false };
    match entry.ty {
        // The linker's numbers have five bytes; addresses are far below 2^31, so that both kinds are written alike.
        RelocationType::MemoryAddrLeb | RelocationType::MemoryAddrSleb => write_padded(place, address + addend),
        RelocationType::MemoryAddrI32 => place.copy_from_slice(&(address + addend).to_le_bytes()),
        _ => return false,
    }
    true
}

/// Writes a number as LEB128 with as many bytes as `place` has.
fn write_padded(place: &mut [u8], mut number: u32) {
    let last = place.len().saturating_sub(1);
    for (at, byte) in place.iter_mut().enumerate() {
        *byte = (number & 0x7f) as u8 | if at < last { 0x80 } else { 0 };
        number >>= 7;
    }
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{
        CodeSection, ConstExpr, DataSection, ExportKind, ExportSection, Function, FunctionSection, LinkingSection,
        MemorySection, MemoryType, Module, SymbolTable, TypeSection,
    };
    use wasmparser::Operator;

    use super::*;

    /// Name of a source file; two locations in it follow.
    const NAME: &[u8] = b"a.rs\0\0\0\0";

    /// Address of the data.
    const DATA: u32 = 1024;

    fn entry(ty: RelocationType, offset: usize, index: u32) -> RelocationEntry {
        RelocationEntry { ty, offset: u32::try_from(offset).unwrap(), index, addend: 0 }
    }

    /// `panicked_1`, a function that reads the second location and calls `panic_fmt`, `panic_fmt`, and a formatter that
    /// only `panic_fmt` calls. Numbers that refer to symbols have five bytes, as the linker writes them.
    fn linked(panics: &str) -> Vec<u8> {
        const CALL_FORMATTER: [u8; 6] = [0x10, 0x83, 0x80, 0x80, 0x80, 0x00];
        const CALL_PANIC: [u8; 6] = [0x10, 0x82, 0x80, 0x80, 0x80, 0x00];
        const SECOND_LOCATION: [u8; 6] = [0x41, 0x98, 0x88, 0x80, 0x80, 0x00];
        let mut module = Module::new();
        let mut types = TypeSection::new();
        types.ty().function([], []);
        module.section(&types);
        let mut functions = FunctionSection::new();
        for _ in 0..4 {
            functions.function(0);
        }
        module.section(&functions);
        let mut memories = MemorySection::new();
        memories.memory(MemoryType { minimum: 1, maximum: None, memory64: false, shared: false, page_size_log2: None });
        module.section(&memories);
        let mut exports = ExportSection::new();
        exports.export("panicked_1", ExportKind::Func, 0);
        module.section(&exports);
        let bodies: [&[&[u8]]; 4] =
            [&[], &[&SECOND_LOCATION, &[0x1a], &CALL_PANIC], &[&CALL_FORMATTER, &[0x00, 0x01, 0x01, 0x01]], &[]];
        let mut code = CodeSection::new();
        for body in bodies {
            let mut function = Function::new([]);
            function.raw(body.concat());
            function.raw([0x0b]);
            code.function(&function);
        }
        module.section(&code);
        let location = |line: u32| [DATA, 4, line, 1].map(u32::to_le_bytes).concat();
        let mut data = DataSection::new();
        let bytes = [NAME, &location(7), &location(8)].concat();
        data.active(0, &ConstExpr::i32_const(1024), bytes);
        module.section(&data);
        let mut symbols = SymbolTable::new();
        for (index, name) in [(0, "panicked"), (1, "caller"), (2, panics), (3, "formatter")] {
            symbols.function(0, index, Some(name));
        }
        for (name, offset, size) in [(".name", 0, 5), (".first", 8, LOCATION), (".second", 24, LOCATION)] {
            symbols.data(0, name, Some(wasm_encoder::DataSymbolDefinition { index: 0, offset, size }));
        }
        let mut linking = LinkingSection::new();
        linking.symbol_table(&symbols);
        module.section(&linking);
        // Offsets in the code section: one byte of count, then size and locals of each body.
        let code = [
            entry(RelocationType::MemoryAddrSleb, 7, 6),
            entry(RelocationType::FunctionIndexLeb, 14, 2),
            entry(RelocationType::FunctionIndexLeb, 23, 3),
        ];
        let data = [entry(RelocationType::MemoryAddrI32, 15, 4), entry(RelocationType::MemoryAddrI32, 31, 4)];
        for (name, section, entries) in [("reloc.CODE", 4, code.to_vec()), ("reloc.DATA", 5, data.to_vec())] {
            let data = Relocations { section, entries }.encoded().into();
            module.section(&CustomSection { name: name.into(), data });
        }
        module.finish()
    }

    fn operators(module: &[u8], function: usize) -> Vec<Operator<'_>> {
        let bodies = wasmparser::Parser::new(0).parse_all(module).filter_map(|payload| match payload.unwrap() {
            Payload::CodeSectionEntry(body) => Some(body),
            _ => None,
        });
        let body = bodies.into_iter().nth(function).unwrap();
        body.get_operators_reader().unwrap().into_iter().map(|operator| operator.unwrap()).collect()
    }

    const PANIC_FMT: &str = "_RNvNtCs1_4core9panicking9panic_fmt";

    #[test]
    fn panic_is_reported_and_no_message_is_formatted() -> Result {
        let changed = without_messages(&linked(PANIC_FMT))?;
        let panic = operators(&changed, 2);
        assert!(matches!(panic[..2], [Operator::Call { function_index: 0 }, Operator::Unreachable]), "{panic:?}");
        let calls: Vec<u32> =
            Linked::read(&changed)?.relocations("reloc.CODE")?.entries.iter().map(|entry| entry.index).collect();
        assert_eq!(calls, [5, 2, 0], "the first location, panic_fmt, the report; not the formatter");
        Ok(())
    }

    #[test]
    fn locations_become_one() -> Result {
        let changed = without_messages(&linked(PANIC_FMT))?;
        assert!(matches!(operators(&changed, 1)[0], Operator::I32Const { value } if value == 1024 + 8));
        Ok(())
    }

    #[test]
    fn module_without_panics_or_relocations_is_an_error() {
        let error = without_messages(&linked("other")).unwrap_err().to_string();
        assert_eq!(error, "the module has no function 4core9panicking9panic_fmt");
        let error = without_messages(&Module::new().finish()).unwrap_err().to_string();
        assert_eq!(error, "the module has no section reloc.CODE");
    }

    #[test]
    fn only_whole_names_match() {
        assert!(is_function("_ZN4core9panicking9panic_fmt17h1E", PANICS[0]));
        assert!(is_function(PANIC_FMT, PANICS[0]));
        assert!(!is_function("_ZN4core9panicking9panic_fmt5other17h1E", PANICS[0]));
        assert!(!is_function("panic_fmt", PANICS[0]));
    }
}
