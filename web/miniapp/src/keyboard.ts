// A phone has no keyboard to press buttons by. See keyboard.h5.ts.
export {}
