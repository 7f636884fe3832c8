"use client";

import { Component, type ReactNode } from "react";

interface FallbackBoundaryProps {
  /** Shown in place of what could not be rendered. */
  fallback: ReactNode;
  children: ReactNode;
}

/** Keeps a failure inside, such as code that could not be loaded, from taking the page with it. */
export class FallbackBoundary extends Component<FallbackBoundaryProps, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override render(): ReactNode {
    return this.state.hasFailed ? this.props.fallback : this.props.children;
  }
}
