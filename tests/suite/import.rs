use std::fs;
use sotay::import::{understand, outline::Node};
fn show(node: &Node, depth: usize, out: &mut String) {
    out.push_str(&format!("{}{:?} [{}] {:?} {}\n", "  ".repeat(depth), node.kind, node.label, node.ordinal, node.text.chars().take(40).collect::<String>()));
    for child in &node.children { show(child, depth + 1, out); }
}
#[test]
fn dump() {
    for name in ["hd-116-btgtw.md", "nq-50-cp.md", "nq-52-tw-tam-nhiem-vu.txt", "tin-ke-hoach-bo-tttt.txt", "tin-nq-50-cp.txt"] {
        let text = fs::read_to_string(format!("{}/seeds/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap();
        let d = understand(&text, &[]);
        let mut out = String::new();
        for n in &d.nodes { show(n, 0, &mut out); }
        println!("=== {name}\n{out}");
    }
}
