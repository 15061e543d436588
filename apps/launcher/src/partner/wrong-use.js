import { Failure } from '../failure.js';

/** Thrown where a command is not one, or lacks something that it needs. */
export class WrongUse extends Failure {}
