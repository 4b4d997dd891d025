// What the group unsafe stands for, in one sentence: that it shows nothing is no proof that a program uses nothing unsafe.

export const UNSAFE =
  'calls of its builtins outside the standard library; conversions to unsafe.Pointer, linknames, assembly and cgo are not observed';
