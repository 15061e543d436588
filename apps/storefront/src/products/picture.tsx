interface PictureOf {
  readonly url: string | undefined;
  /** Nothing, where the product's name stands beside it. */
  readonly alt?: string;
  readonly isUrgent?: boolean;
}

/** A product's picture, always square, so that nothing moves when it arrives. */
export function Picture({ url, alt = '', isUrgent = false }: PictureOf) {
  if (!url) return <span class="picture" />;
  return (
    <img
      class="picture"
      src={url}
      alt={alt}
      width={400}
      height={400}
      loading={isUrgent ? 'eager' : 'lazy'}
      decoding="async"
    />
  );
}
