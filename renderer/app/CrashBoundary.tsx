import { Component, type ReactNode } from 'react'
import { CrashNotice } from './CrashNotice.tsx'

/** Catches a screen that broke while it was drawn. */
export class CrashBoundary extends Component<{ children: ReactNode }, { crash: { error: unknown } | null }> {
  override state: { crash: { error: unknown } | null } = { crash: null }

  static getDerivedStateFromError(error: unknown) {
    return { crash: { error } }
  }

  override render() {
    return this.state.crash === null ? this.props.children : <CrashNotice error={this.state.crash.error} />
  }
}
