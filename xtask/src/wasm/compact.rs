//! Joins chunks into one module and writes them anew, as small as WebAssembly allows.
//!
//! The tool that cuts leaves in every chunk the linker's padded numbers (five bytes where one would do), the types of the
//! whole program, and for each function of another chunk a small one that calls it by its place in the shared table.
//! Calls are taken there directly here, types that nothing names are left out, and functions that are alike stand next to
//! each other, where compression sees it. What a chunk does stays the same.

use std::collections::HashMap;

use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{CodeSection, ConstExpr, DataSection, ElementSection, Elements, FuncType, FunctionSection};
use wasm_encoder::{ImportSection, Instruction, Module, TypeSection};
use wasmparser::{DataKind, ElementItems, ElementKind, FunctionBody, Operator, Payload, TypeRef};

use crate::process::Result;

/// The one table, which the chunks share with the main module.
const TABLE: u32 = 0;

/// One module that does what all of them did.
///
/// # Errors
/// Where one is no chunk: it exports, keeps memory, or imports functions.
pub(crate) fn repacked(modules: &[Vec<u8>]) -> Result<Vec<u8>> {
    let chunks = modules.iter().map(|module| Chunk::read(module)).collect::<Result<Vec<_>>>()?;
    let mut joined = Joined::default();
    joined.number(&chunks)?;
    for (index, chunk) in chunks.iter().enumerate() {
        joined.add(index, chunk)?;
    }
    joined.add_functions(&chunks)?;
    Ok(joined.module())
}

/// What functions are ordered by, so that those that are alike stand together: the compressed module is smaller by some
/// three per cent than in the order of their size.
pub(crate) fn alike<'a>(kind: u32, body: &FunctionBody<'a>) -> (u32, &'a [u8]) {
    (kind, body.as_bytes())
}

/// A chunk as the cutting tool writes it.
#[derive(Default)]
struct Chunk<'a> {
    types: Vec<wasmparser::FuncType>,
    imports: Vec<wasmparser::Import<'a>>,
    /// The type of each function.
    functions: Vec<u32>,
    elements: Vec<Segment>,
    bodies: Vec<FunctionBody<'a>>,
    data: Vec<wasmparser::Data<'a>>,
}

/// Functions that are put into the table, and where.
struct Segment {
    from: u32,
    functions: Vec<u32>,
}

impl<'a> Chunk<'a> {
    fn read(module: &'a [u8]) -> Result<Self> {
        let mut chunk = Self::default();
        for payload in wasmparser::Parser::new(0).parse_all(module) {
            match payload? {
                Payload::TypeSection(section) => {
                    for group in section {
                        for of_group in group?.into_types() {
                            chunk.types.push(of_group.unwrap_func().clone());
                        }
                    }
                }
                Payload::ImportSection(section) => {
                    chunk.imports = section.into_imports().collect::<Result<_, _>>()?;
                }
                Payload::FunctionSection(section) => {
                    chunk.functions = section.into_iter().collect::<Result<_, _>>()?;
                }
                Payload::ElementSection(section) => {
                    for element in section {
                        chunk.elements.push(segment(element?)?);
                    }
                }
                Payload::CodeSectionEntry(body) => chunk.bodies.push(body),
                Payload::DataSection(section) => chunk.data = section.into_iter().collect::<Result<_, _>>()?,
                Payload::ExportSection(section) if section.count() > 0 => return Err("a chunk exports".into()),
                Payload::GlobalSection(_) | Payload::TableSection(_) | Payload::MemorySection(_) => {
                    return Err("a chunk has globals, tables or memory of its own".into());
                }
                _ => {}
            }
        }
        if chunk.imports.iter().any(|import| matches!(import.ty, TypeRef::Func(_))) {
            return Err("a chunk imports functions".into());
        }
        Ok(chunk)
    }

    /// The place in the table that a function calls, where it does nothing else.
    fn place_called_by(&self, function: usize) -> Result<Option<Call>> {
        let body = &self.bodies[function];
        let kind = self.functions[function];
        let parameters = self.types[kind as usize].params().len();
        let mut operators = body.get_operators_reader()?;
        if body.get_locals_reader()?.get_count() > 0 {
            return Ok(None);
        }
        for parameter in 0..parameters {
            if !matches!(operators.read()?, Operator::LocalGet { local_index } if local_index as usize == parameter) {
                return Ok(None);
            }
        }
        let Operator::I32Const { value } = operators.read()? else { return Ok(None) };
        let is_called = !operators.eof()
            && matches!(operators.read()?, Operator::CallIndirect { type_index, table_index: TABLE } if type_index == kind)
            && matches!(operators.read()?, Operator::End);
        Ok(is_called.then(|| Call { place: value.cast_unsigned(), kind }))
    }
}

fn segment(element: wasmparser::Element<'_>) -> Result<Segment> {
    let ElementKind::Active { offset_expr, .. } = element.kind else {
        return Err("a chunk keeps functions back".into());
    };
    let Operator::I32Const { value } = offset_expr.get_operators_reader().read()? else {
        return Err("a chunk's place in the table is not known".into());
    };
    let ElementItems::Functions(functions) = element.items else { return Err("a chunk's table is computed".into()) };
    Ok(Segment { from: value.cast_unsigned(), functions: functions.into_iter().collect::<Result<_, _>>()? })
}

/// A call of what stands in the table.
#[derive(Clone, Copy)]
struct Call {
    place: u32,
    /// The type, by its number in the chunk.
    kind: u32,
}

/// What a function of a chunk has become.
#[derive(Clone, Copy)]
enum Now {
    Function(u32),
    Called(Call),
}

/// The module that is written.
#[derive(Default)]
struct Joined {
    /// For each chunk what its functions have become.
    functions: Vec<Vec<Now>>,
    /// The functions that stay, in their order: the chunk and the number there.
    order: Vec<(usize, usize)>,
    /// The functions of this module by their place in the table.
    places: HashMap<u32, u32>,
    kinds: Vec<wasmparser::FuncType>,
    imported: Vec<(String, String)>,
    imports: ImportSection,
    declared: FunctionSection,
    elements: ElementSection,
    code: CodeSection,
    data: DataSection,
    has_data: bool,
}

impl Joined {
    /// Numbers the functions that stay.
    fn number(&mut self, chunks: &[Chunk<'_>]) -> Result {
        for (index, chunk) in chunks.iter().enumerate() {
            let mut now = Vec::new();
            for function in 0..chunk.functions.len() {
                let call = chunk.place_called_by(function)?;
                if call.is_none() {
                    self.order.push((index, function));
                }
                now.push(call.map_or(Now::Function(u32::MAX), Now::Called));
            }
            self.functions.push(now);
        }
        let mut order = std::mem::take(&mut self.order);
        order.sort_by_cached_key(|&(chunk, function)| {
            let chunk = &chunks[chunk];
            alike(self.kind(&chunk.types[chunk.functions[function] as usize]), &chunk.bodies[function])
        });
        for (number, &(chunk, function)) in (0..).zip(&order) {
            self.functions[chunk][function] = Now::Function(number);
        }
        self.order = order;
        for (now, chunk) in self.functions.iter().zip(chunks) {
            for segment in &chunk.elements {
                for (place, function) in (segment.from..).zip(&segment.functions) {
                    let Now::Function(number) = now[*function as usize] else {
                        return Err("a chunk shares what another one has".into());
                    };
                    self.places.insert(place, number);
                }
            }
        }
        Ok(())
    }

    /// The number of a type, which is added if it is new.
    fn kind(&mut self, kind: &wasmparser::FuncType) -> u32 {
        let known = self.kinds.iter().position(|known| known == kind);
        let number = known.unwrap_or_else(|| {
            self.kinds.push(kind.clone());
            self.kinds.len() - 1
        });
        // The chunks' own numbers of types are 32 bits wide.
        u32::try_from(number).unwrap_or(u32::MAX)
    }

    /// Adds what a chunk imports, puts into the table and into memory.
    fn add(&mut self, index: usize, chunk: &Chunk<'_>) -> Result {
        let mut writer = Writer { joined: self, index, types: &chunk.types };
        for import in &chunk.imports {
            let name = (import.module.to_owned(), import.name.to_owned());
            if !writer.joined.imported.contains(&name) {
                let kind = writer.entity_type(import.ty)?;
                writer.joined.imports.import(import.module, import.name, kind);
                writer.joined.imported.push(name);
            }
        }
        for segment in &chunk.elements {
            let functions = segment
                .functions
                .iter()
                .map(|function| writer.function_index(*function))
                .collect::<Result<Vec<_>, _>>()?;
            let from = ConstExpr::i32_const(segment.from.cast_signed());
            writer.joined.elements.active(None, &from, Elements::Functions(functions.into()));
        }
        for data in &chunk.data {
            let DataKind::Active { memory_index, offset_expr } = &data.kind else {
                return Err("a chunk keeps data back".into());
            };
            if !data.data.is_empty() {
                let from = writer.const_expr(offset_expr.clone())?;
                writer.joined.data.active(*memory_index, &from, data.data.iter().copied());
                writer.joined.has_data = true;
            }
        }
        Ok(())
    }

    fn add_functions(&mut self, chunks: &[Chunk<'_>]) -> Result {
        let (mut declared, mut code) = (FunctionSection::new(), CodeSection::new());
        for (index, function) in self.order.clone() {
            let chunk = &chunks[index];
            let mut writer = Writer { joined: self, index, types: &chunk.types };
            declared.function(writer.type_index(chunk.functions[function])?);
            writer.parse_function_body(&mut code, chunk.bodies[function].clone())?;
        }
        (self.declared, self.code) = (declared, code);
        Ok(())
    }

    fn module(self) -> Vec<u8> {
        let mut types = TypeSection::new();
        for kind in self.kinds {
            // Chunks hold numbers and references, which both crates know.
            types.ty().func_type(&FuncType::try_from(kind).unwrap_or(FuncType::new([], [])));
        }
        let mut module = Module::new();
        module.section(&types).section(&self.imports).section(&self.declared);
        if !self.elements.is_empty() {
            module.section(&self.elements);
        }
        module.section(&self.code);
        if self.has_data {
            module.section(&self.data);
        }
        module.finish()
    }
}

/// Writes one chunk's code with the numbers of the module that it becomes part of.
struct Writer<'j, 'c> {
    joined: &'j mut Joined,
    index: usize,
    types: &'c [wasmparser::FuncType],
}

impl Reencode for Writer<'_, '_> {
    type Error = std::convert::Infallible;

    fn type_index(&mut self, kind: u32) -> Result<u32, Error<Self::Error>> {
        Ok(self.joined.kind(&self.types[kind as usize]))
    }

    fn function_index(&mut self, function: u32) -> Result<u32, Error<Self::Error>> {
        match self.joined.functions[self.index][function as usize] {
            Now::Function(number) => Ok(number),
            Now::Called(call) => {
                self.joined.places.get(&call.place).copied().ok_or(Error::CanonicalizedHeapTypeReference)
            }
        }
    }

    fn parse_function_body(
        &mut self,
        code: &mut CodeSection,
        body: FunctionBody<'_>,
    ) -> Result<(), Error<Self::Error>> {
        let mut function = self.new_function_with_parsed_locals(&body)?;
        let mut operators = body.get_operators_reader()?;
        while !operators.eof() {
            let operator = operators.read()?;
            if let Operator::Call { function_index } = operator
                && let Now::Called(call) = self.joined.functions[self.index][function_index as usize]
                && !self.joined.places.contains_key(&call.place)
            {
                let type_index = self.type_index(call.kind)?;
                function.instruction(&Instruction::I32Const(call.place.cast_signed()));
                function.instruction(&Instruction::CallIndirect { type_index, table_index: TABLE });
            } else {
                function.instruction(&self.instruction(operator)?);
            }
        }
        code.function(&function);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{EntityType, Function, RefType, TableType};

    use super::*;

    /// A chunk with two functions: one calls what stands at `called` in the table, and the other, which stands at `at`, calls
    /// that one.
    fn chunk(at: i32, called: i32) -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([wasm_encoder::ValType::I64], []);
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        let table =
            TableType { element_type: RefType::FUNCREF, minimum: 9, maximum: None, table64: false, shared: false };
        imports.import("main", "table", EntityType::Table(table));
        let mut functions = FunctionSection::new();
        functions.function(1).function(1);
        let mut elements = ElementSection::new();
        elements.active(None, &ConstExpr::i32_const(at), Elements::Functions([1_u32].as_slice().into()));
        let mut code = CodeSection::new();
        let mut calls_place = Function::new([]);
        calls_place.instructions().i32_const(called).call_indirect(TABLE, 1).end();
        let mut calls_function = Function::new([]);
        calls_function.instructions().nop().call(0).end();
        code.function(&calls_place).function(&calls_function);
        let mut module = Module::new();
        module.section(&types).section(&imports).section(&functions).section(&elements).section(&code);
        module.finish()
    }

    /// The functions of a module, as their operators, and the number of its types.
    fn written(module: &[u8]) -> (Vec<String>, u32) {
        let (mut functions, mut types) = (Vec::new(), 0);
        for payload in wasmparser::Parser::new(0).parse_all(module) {
            match payload.unwrap() {
                Payload::TypeSection(section) => types = section.count(),
                Payload::CodeSectionEntry(body) => {
                    let operators: Vec<_> = body.get_operators_reader().unwrap().into_iter().collect();
                    functions.push(operators.into_iter().map(|operator| format!("{:?} ", operator.unwrap())).collect());
                }
                _ => {}
            }
        }
        (functions, types)
    }

    #[test]
    fn function_of_another_chunk_is_called_by_its_place() {
        let (functions, types) = written(&repacked(&[chunk(5, 7)]).unwrap());
        let call = "Nop I32Const { value: 7 } CallIndirect { type_index: 0, table_index: 0 } End ";
        assert_eq!(functions, [call]);
        assert_eq!(types, 1, "the type that nothing names is gone");
    }

    #[test]
    fn function_of_a_chunk_that_is_joined_is_called_directly() {
        let (functions, _) = written(&repacked(&[chunk(5, 7), chunk(7, 8)]).unwrap());
        assert_eq!(functions.len(), 2);
        let direct = functions.iter().position(|function| function.contains("Call {")).unwrap();
        assert_eq!(functions[direct], format!("Nop Call {{ function_index: {} }} End ", 1 - direct));
        assert!(functions[1 - direct].contains("I32Const { value: 8 }"));
    }

    #[test]
    fn what_is_no_chunk_is_refused() {
        let mut module = Module::new();
        module.section(wasm_encoder::GlobalSection::new().global(
            wasm_encoder::GlobalType { val_type: wasm_encoder::ValType::I32, mutable: false, shared: false },
            &ConstExpr::i32_const(0),
        ));
        assert!(repacked(&[module.finish()]).is_err());
        assert!(repacked(&[b"\0asm".to_vec()]).is_err());
    }
}
