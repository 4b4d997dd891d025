// What the group unsafe observes, in one sentence. A program without its events may still use unsafe code.

export const UNSAFE =
  'calls of its builtins outside the standard library; conversions to unsafe.Pointer, linknames, assembly and cgo are not observed';
