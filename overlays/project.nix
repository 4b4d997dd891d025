# Which Go the text of a go.mod or go.work asks for (https://go.dev/ref/mod#go-mod-file), as driver/version/gomod.ts and
# project.ts read it: its toolchain line, else its go line, at least that version.
# Answers { version; exact; } or { error; text; }.
{ version }:
{ text, file }:
let
  inherit (builtins)
    elem
    elemAt
    filter
    foldl'
    head
    isString
    length
    match
    split
    stringLength
    substring
    ;

  # Directives of a main module that an older Go refuses as unknown, whatever the go line says.
  since = {
    toolchain = 21;
    godebug = 23;
    tool = 24;
    ignore = 25;
  };

  # The regex engine recurses, so it never sees a long line: no directive that matters is one.
  trim = line: head (match "[ \t\r]*((.*[^ \t\r])?)[ \t\r]*" line);
  shownOf = line: trim (head (split "//" (substring 0 512 line)));
  pieces = separator: line: filter isString (split separator line);

  later = a: b: if a == null || version.compare b a > 0 then b else a;
  # In a go line "1.21" is the language version, older than every release of 1.21 and its candidates.
  newer =
    a: b:
    if a.minor != b.minor || (a.explicit && b.explicit) then
      version.compare a b > 0
    else
      a.explicit && !b.explicit;

  step =
    found: line:
    let
      shown = shownOf line;
      words = pieces "[ \t\r(]+" shown;
      verb = head words;
      value = if length words > 1 then elemAt words 1 else "";
      ends = stringLength shown > 0 && substring (stringLength shown - 1) 1 shown == "(";
      refuse =
        why:
        found
        // {
          error = "RTO_PROJECT";
          text = "rto: cannot tell which Go ${file} asks for: ${why} (${shown}) [RTO_PROJECT]";
        };
      single = value != "" && length words == 2;
      go = if match "go.*" value == null then version.parse value else null;
      named = match "(go[^-]*)(-.*)?" value; # vendors add a suffix to the Go they built from
      toolchain =
        if value == "default" then
          null
        else if named == null then
          false
        else
          let
            v = version.parse (head named);
          in
          if v == null then false else v;
      needs = v: { needs = later found.needs (version.ofSeries v); };
      blocks = { inBlock = ends; };
    in
    if found ? error then
      found
    else if found.inBlock then
      found // { inBlock = shown != ")"; }
    else if elem verb [ "go" "toolchain" ] && found ? ${verb} then
      refuse "it has a second ${verb} line"
    else if elem verb [ "go" "toolchain" ] && !single then
      refuse "its ${verb} line does not name one version"
    else if verb == "go" && go == null then
      refuse "its go line is not a Go version, as 1.23 or 1.23.4"
    else if verb == "toolchain" && toolchain == false then
      refuse "its toolchain line is not a Go toolchain, as go1.23.4 or default"
    else
      found
      // blocks
      // (if verb == "go" then { inherit go; } // (if go.explicit then needs 21 else { }) else { })
      // (if verb == "toolchain" then { inherit toolchain; } else { })
      // (if since ? ${verb} then needs since.${verb} else { });

  read = foldl' step {
    inBlock = false;
    needs = null;
  } (pieces "\n" text);

  # cmd/go's own defaults, where there is no go line.
  implied = version.ofSeries (if match ".*[.]work" file != null then 18 else 16);
  go = read.go or implied;
  toolchain = read.toolchain or null;
  asked =
    if toolchain != null && !newer go toolchain then
      {
        version = toolchain;
        exact = toolchain.explicit;
      }
    else
      {
        version = go;
        exact = false;
      };
in
if read ? error then
  { inherit (read) error text; }
else if read.needs != null && newer read.needs asked.version then
  {
    version = read.needs;
    exact = false;
  }
else
  asked
