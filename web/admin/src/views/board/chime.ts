/** chime sounds two notes, without a file to load. Browsers allow it once the person touched the page. */
export function chime(context: AudioContext = new AudioContext()): void {
  for (const [i, pitch] of [880, 1174.66].entries()) {
    const tone = context.createOscillator()
    const volume = context.createGain()
    const from = context.currentTime + i * 0.18
    tone.frequency.value = pitch
    volume.gain.setValueAtTime(0.0001, from)
    volume.gain.exponentialRampToValueAtTime(0.25, from + 0.02)
    volume.gain.exponentialRampToValueAtTime(0.0001, from + 0.35)
    tone.connect(volume).connect(context.destination)
    tone.start(from)
    tone.stop(from + 0.4)
  }
}
