// Check what `claims` signs, proves and exports, with Go's own note and tlog packages
// (golang.org/x/mod/sumdb) and nothing of the project's.
//
// Usage: check VKEY export FOLDER | proof FILE | growth FILE OLD | sign SECRET FILE
// Prints one line and ends with 0 where all of it holds; says what does not, and ends with 1.
package main

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func main() {
	defer func() {
		if broken := recover(); broken != nil {
			fmt.Println(broken)
			os.Exit(1)
		}
	}()
	key, what, rest := os.Args[1], os.Args[2], os.Args[3:]
	switch what {
	case "export":
		export(key, rest[0])
	case "proof":
		proof(key, read(rest[0]))
	case "growth":
		growth(key, read(rest[0]), read(rest[1]))
	case "sign":
		sign(rest[0], read(rest[1]))
	}
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

func read(name string) []byte {
	data, err := os.ReadFile(name)
	must(err)
	return data
}

// checkpoint opens a signed note and reads origin, size and root from its text.
func checkpoint(key string, data []byte) tlog.Tree {
	verifier, err := note.NewVerifier(key)
	must(err)
	opened, err := note.Open(data, note.VerifierList(verifier))
	must(err)
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || lines[0] != verifier.Name() {
		panic("the note is no checkpoint of the key's log")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	must(err)
	root, err := tlog.ParseHash(lines[2])
	must(err)
	return tlog.Tree{N: size, Hash: root}
}

// tiles reads the files of an export; c2sp.org/tlog-tiles leaves the height out of the path.
type tiles struct{ folder string }

func (t tiles) Height() int                     { return 8 }
func (t tiles) SaveTiles([]tlog.Tile, [][]byte) {}
func (t tiles) ReadTiles(wanted []tlog.Tile) (data [][]byte, err error) {
	for _, tile := range wanted {
		path := strings.Replace(tile.Path(), "tile/8/", "tile/", 1)
		one, err := os.ReadFile(filepath.Join(t.folder, path))
		if err != nil {
			return nil, err
		}
		data = append(data, one)
	}
	return data, nil
}

// leaves reads every entry bundle.
func leaves(folder string, size int64) (found []tlog.Hash) {
	for first := int64(0); first < size; first += 256 {
		width := size - first
		if width > 256 {
			width = 256
		}
		tile := tlog.Tile{H: 8, L: 0, N: first / 256, W: int(width)}
		path := strings.Replace(tile.Path(), "tile/8/0/", "tile/entries/", 1)
		for data := read(filepath.Join(folder, path)); len(data) > 0; {
			end := 2 + int(data[0])<<8 + int(data[1])
			found = append(found, tlog.RecordHash(data[2:end]))
			data = data[end:]
		}
	}
	return found
}

func export(key, folder string) {
	tree := checkpoint(key, read(filepath.Join(folder, "checkpoint")))
	found := leaves(folder, tree.N)
	if int64(len(found)) != tree.N {
		panic("the entries are not as many as the checkpoint says")
	}
	var stored []tlog.Hash
	own := tlog.HashReaderFunc(func(asked []int64) (hashes []tlog.Hash, err error) {
		for _, index := range asked {
			hashes = append(hashes, stored[index])
		}
		return hashes, nil
	})
	for n, leaf := range found {
		added, err := tlog.StoredHashesForRecordHash(int64(n), leaf, own)
		must(err)
		stored = append(stored, added...)
	}
	root, err := tlog.TreeHash(tree.N, own)
	must(err)
	if root != tree.Hash {
		panic("the entries do not hash to the checkpoint's root")
	}
	every := tlog.NewTiles(8, 0, tree.N)
	for n, tile := range every { // every byte of every tile
		if n+1 < len(every) && every[n+1].L == tile.L && every[n+1].N == tile.N {
			continue // a partial tile of an earlier size
		}
		want, err := tlog.ReadTileData(tile, own)
		must(err)
		held, err := tiles{folder}.ReadTiles([]tlog.Tile{tile})
		must(err)
		if string(held[0]) != string(want) {
			panic("a tile is not the tree's: " + tile.Path())
		}
	}
	reader := tlog.TileHashReader(tree, tiles{folder}) // and as a client would read them
	for n, leaf := range found {
		path, err := tlog.ProveRecord(tree.N, int64(n), reader)
		must(err)
		must(tlog.CheckRecord(path, tree.N, tree.Hash, int64(n), leaf))
		before, err := tlog.ProveTree(tree.N, int64(n)+1, reader)
		must(err)
		old, err := tlog.TreeHash(int64(n)+1, own)
		must(err)
		must(tlog.CheckTree(before, tree.N, tree.Hash, int64(n)+1, old))
	}
	fmt.Printf("export of %d holds\n", tree.N)
}

// hashes reads lines of base64.
func hashes(lines []string) (found []tlog.Hash) {
	for _, line := range lines {
		hash, err := tlog.ParseHash(line)
		must(err)
		found = append(found, hash)
	}
	return found
}

type leaf struct {
	Envelope, Payload, Salt string
	Index                   int64
	Path                    []string
	Evidence                []leaf
}

// holds says whether a leaf is in the tree, and its payload in the leaf.
func (l leaf) holds(tree tlog.Tree) {
	hash := tlog.RecordHash([]byte(l.Envelope))
	must(tlog.CheckRecord(hashes(l.Path), tree.N, tree.Hash, l.Index, hash))
	var envelope struct{ Digest string }
	must(json.Unmarshal([]byte(l.Envelope), &envelope))
	salt, err := hex.DecodeString(l.Salt)
	must(err)
	digest := sha256.Sum256(append(salt, l.Payload...))
	if hex.EncodeToString(digest[:]) != envelope.Digest {
		panic("the payload is not the leaf's")
	}
}

func split(data []byte) ([]string, []byte) {
	above, signed, found := strings.Cut(string(data), "\n\n")
	if !found {
		panic("there is no checkpoint in it")
	}
	return strings.Split(above, "\n"), []byte(signed)
}

func proof(key string, data []byte) {
	lines, signed := split(data)
	tree := checkpoint(key, signed)
	if lines[0] != "c2sp.org/tlog-proof@v1" {
		panic("it is no tlog-proof")
	}
	raw, err := base64.StdEncoding.Strict().DecodeString(strings.TrimPrefix(lines[1], "extra "))
	must(err)
	var shown leaf
	must(json.Unmarshal(raw, &shown))
	shown.Index, err = strconv.ParseInt(strings.TrimPrefix(lines[2], "index "), 10, 64)
	must(err)
	shown.Path = lines[3:]
	shown.holds(tree)
	for _, other := range shown.Evidence {
		other.holds(tree)
	}
	fmt.Printf("proof of %d holds, with %d more\n", shown.Index, len(shown.Evidence))
}

func growth(key string, data, old []byte) {
	lines, signed := split(data)
	older, newer := checkpoint(key, old), checkpoint(key, signed)
	if lines[0] != fmt.Sprintf("old %d", older.N) {
		panic("it does not lead on from the older checkpoint")
	}
	must(tlog.CheckTree(hashes(lines[1:]), newer.N, newer.Hash, older.N, older.Hash))
	fmt.Printf("growth from %d to %d holds\n", older.N, newer.N)
}

func sign(secret string, text []byte) {
	signer, err := note.NewSigner(secret)
	must(err)
	signed, err := note.Sign(&note.Note{Text: string(text)}, signer)
	must(err)
	os.Stdout.Write(signed)
}
