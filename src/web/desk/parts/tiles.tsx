import { Reason, type ReasonProps } from './notice.js';
import { Registered } from '../../parts/registered.js';

export interface Tile {
  readonly value: string;
  readonly title: string;
  readonly detail?: string;
  /** Why this choice will be refused. It can be chosen all the same, so that the reason can be read. */
  readonly reasons?: readonly ReasonProps[];
}

interface TilesProps {
  readonly name: string;
  readonly legend: string;
  readonly tiles: readonly Tile[];
  readonly chosen: readonly string[];
  readonly onChoose: (value: string, isChosen: boolean) => void;
  /** Several may be chosen. */
  readonly isMany?: boolean;
  /** The choices are names of the register, in English. */
  readonly isRegistered?: boolean;
  readonly error?: string | undefined;
}

/** Large choices, one or several. Reasons against a choice stand beside it, in words. */
export const Tiles = ({ name, legend, tiles, chosen, onChoose, isMany, isRegistered, error }: TilesProps) => (
  <fieldset class={error === undefined ? 'tiles' : 'tiles wrong'}>
    <legend>{legend}</legend>
    {error !== undefined && (
      <p class="field-error" id={`${name}-error`}>
        {error}
      </p>
    )}
    {tiles.map((tile, index) => {
      const id = index === 0 ? name : `${name}-${index}`;
      const isRefused = (tile.reasons ?? []).length > 0;
      return (
        <div key={tile.value} class={isRefused ? 'tile refused' : 'tile'}>
          <input
            id={id}
            type={isMany === true ? 'checkbox' : 'radio'}
            name={name}
            value={tile.value}
            checked={chosen.includes(tile.value)}
            aria-describedby={isRefused ? `${id}-why` : undefined}
            onChange={(event) => onChoose(tile.value, event.currentTarget.checked)}
          />
          <label for={id}>
            <span class="tile-title">
              {isRegistered === true ? <Registered>{tile.title}</Registered> : <bdi>{tile.title}</bdi>}
            </span>
            {tile.detail !== undefined && (
              <span class="tile-detail">
                <bdi>{tile.detail}</bdi>
              </span>
            )}
          </label>
          {isRefused && (
            <div class="tile-why" id={`${id}-why`}>
              {(tile.reasons ?? []).map((reason) => (
                <Reason key={reason.code + reason.message} {...reason} />
              ))}
            </div>
          )}
        </div>
      );
    })}
  </fieldset>
);

/** The choices after one of several was ticked or cleared. */
export const toggled = (chosen: readonly string[], value: string, isChosen: boolean): readonly string[] =>
  isChosen ? [...chosen, value] : chosen.filter((other) => other !== value);
